using Klue.Conversion.Pickles;

namespace Klue.Conversion.Torch;

/// <summary>The storages that a pickle refers to, each under its key.</summary>
internal sealed class TorchStorages
{
    private readonly Dictionary<string, TorchStorage> _byKey = new(StringComparer.Ordinal);

    public IReadOnlyCollection<TorchStorage> All => _byKey.Values;

    public TorchStorage? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The storage of a key, described once more or for the first time.</summary>
    public TorchStorage Add(FilePart part, string key, PickleGlobal storageClass, long count)
    {
        // PyTorch numbers its storages; the key becomes a part of an entry's name.
        var isPlain = key.Length is > 0 and <= 100 && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
        part.Demand(isPlain, TorchRule.Storage, "a storage's key of letters and digits", Quoted.Text(key));

        var storage = new TorchStorage(key, storageClass.ElementType, count);
        part.Demand(
            count <= long.MaxValue / storage.ElementSize, TorchRule.Storage, $"storage {Quoted.Text(key)} of a size that 64 bits can count", $"{count} elements");
        if (!_byKey.TryGetValue(key, out var known))
        {
            _byKey.Add(key, storage);
            return storage;
        }

        part.Demand(known == storage, TorchRule.Storage, $"storage {Quoted.Text(key)} as before, {Description(known)}", Description(storage));
        return known;
    }

    private static string Description(TorchStorage storage) => $"{storage.Count} elements of type {storage.ElementType?.ToString() ?? "none"}";
}

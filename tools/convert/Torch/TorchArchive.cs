using System.Text;
using Klue.Conversion.Pickles;
using Klue.Conversion.Zip;
using Microsoft.Win32.SafeHandles;

namespace Klue.Conversion.Torch;

/// <summary>
/// The form of PyTorch 1.6 and later: a zip archive of stored entries under one top folder, <c>data.pkl</c> and for each
/// storage <c>data/KEY</c> (pytorch, caffe2/serialize/inline_container.h).
/// </summary>
internal static class TorchArchive
{
    /// <exception cref="TorchFileException">The file breaks a rule.</exception>
    public static TorchContents Read(string file, SafeFileHandle handle, long fileLength)
    {
        var zip = StoredZip.Read(file, handle, fileLength);
        var root = Root(file, zip);
        DemandStateDictionary(file, zip, root);
        DemandLittleEndian(file, zip, root + "byteorder");

        var part = new FilePart(file, root + "data.pkl");
        var entry = zip.Find(part.Entry!) ?? throw new FilePart(file).Error(TorchRule.Archive, $"an entry {Quoted.Text(part.Entry!)}", "none");
        part.Demand(entry.Length <= PickleLimits.Bytes, TorchRule.PickleLimit, $"a pickle of at most {PickleLimits.Bytes} bytes", $"{entry.Length}");
        var pickle = PickleMachine.Run(part, zip.ReadAll(entry));
        part.Demand(pickle.Length == entry.Length, TorchRule.PickleEnd, $"STOP as the last of {entry.Length} bytes", $"it at byte {pickle.Length - 1}");

        var places = pickle.Storages.All.ToDictionary(storage => storage, storage => Place(file, zip, root, storage));
        return new TorchContents("PyTorch zip", part, pickle, places, []);
    }

    private static string Root(string file, StoredZip zip)
    {
        var roots = zip.Entries.Select(entry => entry.Name[..(entry.Name.IndexOf('/') + 1)]).Distinct().Take(2).ToList();
        return roots is [{ Length: > 0 } root]
            ? root
            : throw new FilePart(file).Error(TorchRule.ZipName, "all entries under one top folder", roots.Count == 0 ? "no entry" : Quoted.Text(string.Join("' and '", roots)));
    }

    private static void DemandStateDictionary(string file, StoredZip zip, string root)
    {
        var code = zip.Entries.FirstOrDefault(entry => entry.Name == root + "constants.pkl" || entry.Name.StartsWith(root + "code/", StringComparison.Ordinal))?.Name;
        new FilePart(file, code).Demand(code is null, TorchRule.Archive, "a state dictionary", "a TorchScript program");
    }

    // Absent before PyTorch 2.1, which wrote the order of the machine: little-endian on all that it then ran on.
    private static void DemandLittleEndian(string file, StoredZip zip, string name)
    {
        const int Longest = 16;
        if (zip.Find(name) is not { } entry)
        {
            return;
        }

        var order = entry.Length <= Longest ? Encoding.ASCII.GetString(zip.ReadAll(entry)).Trim() : $"{entry.Length} bytes";
        new FilePart(file, name).Demand(order == "little", TorchRule.ByteOrder, "little", Quoted.Text(order));
    }

    private static long Place(string file, StoredZip zip, string root, TorchStorage storage)
    {
        var name = $"{root}data/{storage.Key}";
        var entry = zip.Find(name) ?? throw new FilePart(file).Error(TorchRule.Storage, $"an entry {Quoted.Text(name)}", "none");
        new FilePart(file, name).Demand(
            entry.Length == storage.ByteLength, TorchRule.Storage, $"{storage.ByteLength} bytes, {storage.Count} elements of {storage.ElementSize} bytes", $"{entry.Length}");
        return entry.Begin;
    }
}

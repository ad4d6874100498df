using Klue.Conversion.Torch;

namespace Klue.Conversion.Pickles;

/// <summary>A storage, or in old legacy files a range of one: <paramref name="count"/> elements from <paramref name="first"/> on.</summary>
internal sealed class PickleStorage(TorchStorage storage, long first, long count) : PickleValue
{
    public TorchStorage Storage { get; } = storage;

    public long First { get; } = first;

    public long Count { get; } = count;

    public override string Kind => "a storage";
}

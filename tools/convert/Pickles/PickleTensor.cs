using Klue.Conversion.Torch;

namespace Klue.Conversion.Pickles;

/// <summary>A tensor, held against its storage.</summary>
internal sealed class PickleTensor(TorchView view) : PickleValue
{
    public TorchView View { get; } = view;

    public override string Kind => "a tensor";
}

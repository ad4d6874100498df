namespace Klue.Conversion.Torch;

/// <summary>A tensor of a state dictionary.</summary>
internal sealed record NamedView(string Name, TorchView View);

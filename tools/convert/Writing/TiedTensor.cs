namespace Klue.Conversion.Writing;

/// <summary>A tensor that is left out because another, whose memory it shares, stands for it.</summary>
internal sealed record TiedTensor(string Name, string SameAs);

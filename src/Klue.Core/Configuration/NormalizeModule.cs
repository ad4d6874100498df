namespace Klue.Configuration;

/// <summary><c>2_Normalize</c>: v / max(|v|, 1e-12).</summary>
public sealed record NormalizeModule : SentenceModule;

namespace Klue.Tasks;

/// <summary>How closely decoding and metrics follow the official evaluation code, KLUE-baseline.</summary>
public enum EvaluationMode
{
    /// <summary>Bug for bug as KLUE-baseline does it: the mode to compare with published numbers in.</summary>
    Baseline,

    /// <summary>What KLUE-baseline evidently meant.</summary>
    Clean,
}

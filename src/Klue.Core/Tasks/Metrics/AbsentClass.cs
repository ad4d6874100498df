namespace Klue.Tasks.Metrics;

/// <summary>What a class without a single gold item contributes to the area under the precision-recall curve.</summary>
public enum AbsentClass
{
    /// <summary>0.5, as scikit-learn 1.1 and later have it.</summary>
    Half,

    /// <summary>NaN, which makes the mean NaN: scikit-learn 0.24, the version that KLUE-baseline pins.</summary>
    NotANumber,
}

namespace Klue.Kernels;

/// <summary>What a <see cref="PackedMatrix"/> consists of, each one run of numbers; not every format has every part.</summary>
public enum PackedPart
{
    /// <summary>The weights.</summary>
    Panels,

    /// <summary>The bias of each row of W, float32.</summary>
    Bias,

    /// <summary>What a whole number of each row of W is worth, float32.</summary>
    Scales,

    /// <summary>The sum of the whole numbers of each row of W, int32.</summary>
    Sums,

    /// <summary>What each input is multiplied with before it is quantised, float32.</summary>
    Factors,
}

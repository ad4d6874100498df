namespace Klue.Kernels;

/// <summary>How a <see cref="PackedMatrix"/> keeps its weights. Bias, sums and results are float32 in all of them.</summary>
public enum WeightFormat
{
    /// <summary>IEEE single precision.</summary>
    F32,

    /// <summary>The upper 16 bits of a single, widened on the way into a register: the products are those of the widened weights, bit for bit.</summary>
    BF16,

    /// <summary>IEEE half precision, widened on the way into a register.</summary>
    F16,

    /// <summary>
    /// Whole numbers with a scale for each row of W. The input is quantised too, row by row, and the sums of the products are exact.
    /// </summary>
    I8,
}

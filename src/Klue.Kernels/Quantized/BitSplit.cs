namespace Klue.Kernels;

/// <summary>
/// How many bits an int8 product spends on its unsigned inputs and on its signed weights. None of these lets a sum of products
/// leave its int16 (255 x 63 x 2, 127 x 127 x 2 and 127 x 63 x 4 are all below 32,768), so that every tier adds up the same integers.
/// </summary>
public enum BitSplit
{
    /// <summary>Inputs of 7 bits, weights of 7: four products fit an int16, which makes it the fastest.</summary>
    U7S7,

    /// <summary>Inputs of 8 bits, weights of 7: two products fit an int16.</summary>
    U8S7,

    /// <summary>Inputs of 7 bits, weights of 8: two products fit an int16.</summary>
    U7S8,
}

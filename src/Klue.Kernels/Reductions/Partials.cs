using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>The sixteen partial results of a reduction, where no vector holds them.</summary>
[InlineArray(Count)]
internal struct Partials
{
    public const int Count = 16;

    private float _first;

    /// <summary>Folds the upper half on the lower until one sum is left.</summary>
    public static float Sum(Partials partials)
    {
        for (var half = Count / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++)
            {
                partials[i] += partials[i + half];
            }
        }

        return partials[0];
    }
}

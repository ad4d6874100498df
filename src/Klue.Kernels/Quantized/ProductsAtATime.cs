namespace Klue.Kernels;

/// <summary>What kernels are compiled for: the products that are added up in an int16.</summary>
internal static class ProductsAtATime
{
    /// <summary>Splits that are fast.</summary>
    public readonly struct Four : IProductsAtATime
    {
        public static bool AreFour => true;
    }

    /// <summary>All others.</summary>
    public readonly struct Two : IProductsAtATime
    {
        public static bool AreFour => false;
    }
}

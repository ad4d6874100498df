namespace Klue.Kernels;

/// <summary>A number of rows known to the compiler: for each, a micro-kernel is compiled without the rows past it.</summary>
internal interface IRowCount
{
    static abstract int Value { get; }
}

namespace Klue.Kernels;

/// <summary>
/// Weights as whole numbers, [panels][K/4][16][4], K filled up with zeros to a multiple of eight, and what turns sums of their
/// products into float32: for each row of W its scale and the sum of its numbers.
/// </summary>
internal sealed unsafe class IntegerPanels : WeightPanels
{
    /// <summary>One 512-bit vector of sums, two 256-bit, four 128-bit.</summary>
    public const int PanelWidth = 16;

    /// <summary>The bytes of one column that lie together: what one 32-bit lane multiplies.</summary>
    public const int Group = 4;

    /// <summary>The bytes of one column that a kernel takes at a time.</summary>
    public const int Step = 2 * Group;

    // 255 * 127 * K must fit an int32, for sums as for what is taken off them.
    private const int MostColumns = 66_000;

    private readonly NativeBuffer<sbyte> _panels;
    private readonly NativeBuffer<float> _scales;
    private readonly NativeBuffer<int> _sums;
    private readonly NativeBuffer<float> _factors;

    public IntegerPanels(int rows, int columns, BitSplit split, IPackedMemory memory)
        : base(rows, columns, PanelWidth)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, MostColumns);
        ArgumentOutOfRangeException.ThrowIfEqual(split, default);
        Split = split;
        PaddedColumns = (columns + Step - 1) / Step * Step;
        _panels = memory.Take<sbyte>(PackedPart.Panels, Count, PaddedColumns / Group, PanelWidth, Group);
        _scales = memory.Take<float>(PackedPart.Scales, Count, PanelWidth);
        _sums = memory.Take<int>(PackedPart.Sums, Count, PanelWidth);
        _factors = memory.Take<float>(PackedPart.Factors, columns);
        if (!memory.IsFilled)
        {
            _factors.Span.Fill(1f);
        }
    }

    public BitSplit Split { get; }

    /// <summary>K, filled up.</summary>
    public int PaddedColumns { get; }

    /// <summary>Bytes of one panel.</summary>
    public nint PanelLength => (nint)PaddedColumns * PanelWidth;

    public override byte* First => (byte*)_panels.Pointer;

    /// <summary>The scale of each row of W, [panels][16].</summary>
    public float* Scales => _scales.Pointer;

    /// <summary>The sum of the whole numbers of each row of W, [panels][16].</summary>
    public int* Sums => _sums.Pointer;

    /// <summary>What the input is multiplied with before it is quantised, [K].</summary>
    public float* Factors => _factors.Pointer;

    public override WeightFormat Format => WeightFormat.I8;

    public override nint ByteLength => _panels.ByteLength + _scales.ByteLength + _sums.ByteLength + _factors.ByteLength;

    public override void SetRows(int firstRow, int count, float* weights)
    {
        var quantized = new sbyte[Columns];
        for (var row = 0; row < count; row++)
        {
            var scale = Quantization.QuantizeRow(new ReadOnlySpan<float>(weights + ((nint)row * Columns), Columns), Split, quantized);
            SetRow(firstRow + row, quantized, scale);
        }
    }

    /// <summary>Sets one row of W, [K], in whole numbers.</summary>
    public void SetRow(int row, ReadOnlySpan<sbyte> weights, float scale)
    {
        var destination = Column(row);
        var sum = 0;
        for (var k = 0; k < weights.Length; k++)
        {
            destination[Place(k)] = weights[k];
            sum += weights[k];
        }

        (Scales[row], Sums[row]) = (scale, sum);
    }

    public void SetFactors(ReadOnlySpan<float> factors) => factors.CopyTo(_factors.Span);

    public override void CopyRow(int row, float* destination)
    {
        var source = Column(row);
        for (var k = 0; k < Columns; k++)
        {
            destination[k] = source[Place(k)] * Scales[row];
        }
    }

    public override void Visit(IPackedVisitor visitor)
    {
        visitor.Visit(PackedPart.Panels, _panels, Count, PaddedColumns / Group, PanelWidth, Group);
        visitor.Visit(PackedPart.Scales, _scales, Count, PanelWidth);
        visitor.Visit(PackedPart.Sums, _sums, Count, PanelWidth);
        visitor.Visit(PackedPart.Factors, _factors, Columns);
    }

    public override void Dispose()
    {
        _panels.Dispose();
        _scales.Dispose();
        _sums.Dispose();
        _factors.Dispose();
    }

    private sbyte* Column(int row) => _panels.Pointer + (row / PanelWidth * PanelLength) + (row % PanelWidth * Group);

    private static nint Place(int k) => ((nint)k / Group * PanelWidth * Group) + (k % Group);
}

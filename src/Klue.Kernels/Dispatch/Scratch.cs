namespace Klue.Kernels;

/// <summary>
/// Working memory of one thread, kept for its next call. It grows without a managed allocation: which chunks a thread
/// gets is chance, and a caller who has warmed up is promised none.
/// </summary>
internal sealed unsafe class Scratch
{
    [ThreadStatic]
    private static Scratch? _own;

    [ThreadStatic]
    private static Scratch? _ofCall;

    [ThreadStatic]
    private static Scratch? _ofPanel;

    private float* _pointer;
    private nint _length;

    ~Scratch() => Free();

    /// <summary>Makes the calling thread's own.</summary>
    public static void Prepare() => _own ??= new Scratch();

    /// <summary>At least <paramref name="length"/> elements of any content, 64-byte aligned, the thread's until its next call.</summary>
    public static float* Rent(nint length)
    {
        Prepare();
        return _own!.AtLeast(length);
    }

    /// <summary>
    /// The same for what one call shares with all its chunks, wherever they run: apart from what the chunks take on this thread.
    /// </summary>
    public static float* RentForCall(nint length)
    {
        _ofCall ??= new Scratch();
        return _ofCall.AtLeast(length);
    }

    /// <summary>The same for a panel that is made ready for the tiles of one chunk.</summary>
    public static float* RentForPanel(nint length)
    {
        _ofPanel ??= new Scratch();
        return _ofPanel.AtLeast(length);
    }

    private float* AtLeast(nint length)
    {
        if (_length < length)
        {
            Free();
            _pointer = (float*)AlignedMemory.Allocate((nuint)checked(length * sizeof(float)));
            _length = length;
        }

        return _pointer;
    }

    private void Free()
    {
        if (_pointer is not null)
        {
            AlignedMemory.Free(_pointer);
            _pointer = null;
            _length = 0;
        }
    }
}

using Klue.Conversion.Writing;

namespace Klue.Convert.Tests.Building;

internal sealed class SilentProgress : IConversionProgress
{
    private long _done;

    public long Total { get; private set; }

    public long Done => Interlocked.Read(ref _done);

    public void Begin(string source, long totalBytes) => Total += totalBytes;

    public void Advance(long bytes) => Interlocked.Add(ref _done, bytes);
}

using Klue.Conversion.Writing;

namespace Klue.Convert.Tests.Building;

internal sealed class SilentProgress : IConversionProgress
{
    public long Total { get; private set; }

    public long Done { get; private set; }

    public void Begin(string source, long totalBytes) => Total += totalBytes;

    public void Advance(long bytes) => Done += bytes;
}

namespace Klue.Conversion.Writing;

/// <summary>Is told how far the writing of weights has come.</summary>
internal interface IConversionProgress
{
    /// <summary>The weights of a file or index are written next, so many bytes of them.</summary>
    void Begin(string source, long totalBytes);

    /// <summary>So many more bytes are written.</summary>
    void Advance(long bytes);
}

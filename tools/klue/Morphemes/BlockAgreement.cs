namespace Klue.Cli.Morphemes;

/// <summary>How the morphemes and the pieces of a block relate.</summary>
internal enum BlockAgreement
{
    /// <summary>A morpheme is a piece.</summary>
    Same,

    /// <summary>A morpheme is several pieces; no boundary of morphemes is lost.</summary>
    Split,

    /// <summary>Several morphemes are one piece: the boundaries between them are lost.</summary>
    Joined,

    /// <summary>Several morphemes are several pieces, and not one boundary is common.</summary>
    Crossed,

    /// <summary>One of the two has nothing there, such as for characters that the normaliser removes.</summary>
    Alone,
}

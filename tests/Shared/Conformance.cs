namespace Klue.Tests;

/// <summary>
/// The golden data made with the original implementations, found through <c>KLUE_CONFORMANCE</c>.
/// Tests that need it call <see cref="Path"/>; without the data they report themselves skipped, with the reason.
/// </summary>
internal static class Conformance
{
    /// <summary>Trait name and value of every test that reads the golden data.</summary>
    public const string Trait = "Category";

    /// <inheritdoc cref="Trait"/>
    public const string Category = "Conformance";

    /// <summary>The folder that <c>KLUE_CONFORMANCE</c> names, or null when it is not set.</summary>
    public static string? Root => Environment.GetEnvironmentVariable("KLUE_CONFORMANCE") is { Length: > 0 } root ? root : null;

    /// <summary>The full path of a folder or file of the golden data; skips the running test when there is none.</summary>
    public static string Path(params string[] parts)
    {
        Assert.SkipWhen(Root is null, "KLUE_CONFORMANCE is not set: this test needs the conformance data.");
        var path = System.IO.Path.Combine([Root!, .. parts]);
        Assert.SkipUnless(Directory.Exists(path) || File.Exists(path), $"The conformance data holds no '{string.Join('/', parts)}'.");
        return path;
    }
}

namespace Klue.Tests;

/// <summary>Data that lies in the repository, copied beside the tests.</summary>
internal static class TestData
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "data", .. parts]);
}

namespace Klue.Architecture.Tests;

/// <summary>How a broken rule is reported: the rule, then one line for each offence.</summary>
internal static class Rule
{
    public static void Holds(string rule, IEnumerable<string> offences)
    {
        var found = offences.Distinct().ToList();
        Assert.True(found.Count == 0, $"{rule}\n  {string.Join("\n  ", found)}");
    }
}

using System.Globalization;

namespace Klue.Tokenizer.Morphemes;

/// <summary>What the analysis needs of <c>dicrc</c>: lines of <c>key = value</c>; those that begin with ';' or '#' are comments.</summary>
internal sealed class DictionarySettings
{
    public const string FileName = "dicrc";

    private const string PenaltyKey = "left-space-penalty-factor";
    private const string UnknownFeatureKey = "unk-feature";

    private readonly int[] _leftSpacePenalties;

    private DictionarySettings(int[] leftSpacePenalties, string? unknownFeature)
    {
        _leftSpacePenalties = leftSpacePenalties;
        UnknownFeature = unknownFeature;
    }

    /// <summary>The feature of every unknown word, in place of those of <c>unk.dic</c>; or null.</summary>
    public string? UnknownFeature { get; }

    public static DictionarySettings Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MecabDictionaryException(path, $"cannot be read: {exception.Message}", exception);
        }

        int[] penalties = [];
        string? unknownFeature = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] is "" or [';' or '#', ..])
            {
                continue;
            }

            var equals = lines[i].IndexOf('=');
            if (equals < 0)
            {
                throw new MecabDictionaryException(path, $"line {i + 1} must have the form key = value: '{lines[i]}'");
            }

            var value = lines[i].AsSpan(equals + 1).Trim();
            switch (lines[i].AsSpan(0, equals).TrimEnd())
            {
                case PenaltyKey:
                    penalties = ParsePenalties(value) ?? throw new MecabDictionaryException(
                        path, $"line {i + 1}: {PenaltyKey} must be pairs of part-of-speech id and cost, not '{value}'");
                    break;
                case UnknownFeatureKey:
                    unknownFeature = value.ToString();
                    break;
            }
        }

        return new DictionarySettings(penalties, unknownFeature);
    }

    /// <summary>What a word of this part of speech costs more where a space precedes it (mecab-ko's addition to MeCab).</summary>
    public int LeftSpacePenaltyOf(int partOfSpeechId) =>
        partOfSpeechId < _leftSpacePenalties.Length ? _leftSpacePenalties[partOfSpeechId] : 0;

    private static int[]? ParsePenalties(ReadOnlySpan<char> value)
    {
        var pairs = new Dictionary<ushort, int>();
        ushort? partOfSpeechId = null;
        foreach (var part in value.Split(','))
        {
            if (partOfSpeechId is { } id)
            {
                if (!int.TryParse(value[part], NumberStyles.Integer, CultureInfo.InvariantCulture, out var cost))
                {
                    return null;
                }

                // Of an id that is named twice mecab-ko heeds the first cost.
                pairs.TryAdd(id, cost);
                partOfSpeechId = null;
            }
            else if (ushort.TryParse(value[part], NumberStyles.Integer, CultureInfo.InvariantCulture, out id))
            {
                partOfSpeechId = id;
            }
            else
            {
                return null;
            }
        }

        if (partOfSpeechId is not null)
        {
            return null;
        }

        var penalties = new int[pairs.Keys.Max() + 1];
        foreach (var (id, cost) in pairs)
        {
            penalties[id] = cost;
        }

        return penalties;
    }
}

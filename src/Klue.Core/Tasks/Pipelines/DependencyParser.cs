using System.Runtime.CompilerServices;
using Klue.Checkpoints;
using Klue.Kernels;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tasks.Heads;
using Klue.Tokenizer;

namespace Klue.Tasks.Pipelines;

/// <summary>DP: which word of a sentence depends on which, and how. Any number of threads may use one; dispose of it.</summary>
/// <example>
/// <code>
/// using var klue = KlueModel.Load("klue-bert-base-dp");
/// using var parser = klue.CreateDependencyParser();
/// var tree = parser.Run(new ParserSentence(["그는", "책을", "읽었다."], ["NP+JX", "NNG+JKO", "VV+EP+EF+SF"]));
/// Console.Write(tree.ToText());
/// </code>
/// </example>
public sealed class DependencyParser : Pipeline<ParserSentence, ParsedSentence, DependencyTree>, IDisposable
{
    private readonly TextEncoder _encoder;
    private readonly BiaffineParser _parser;
    private readonly IReadOnlyList<string> _labels;

    // A batch is of sequences of tokens; this is the sentence of each, for as long as the sequence lives.
    private readonly ConditionalWeakTable<Encoding, ParserSentence> _sentences = [];

    /// <summary>Makes the parser of a model, whose head is loaded from its checkpoint.</summary>
    /// <param name="model">The encoder.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="head">The checkpoint's tensors, under KLUE-baseline's names; not read after the call.</param>
    /// <param name="options">How to run.</param>
    /// <exception cref="CheckpointException">A tensor is missing or misshapen.</exception>
    /// <exception cref="InputException">The head is not this encoder's, or its labels are not the relations.</exception>
    public DependencyParser(BertModel model, BertTokenizer tokenizer, ITensorSource head, TaskOptions? options = null)
        : base(model, tokenizer, options ??= new TaskOptions())
    {
        _encoder = new TextEncoder(tokenizer, model.Config, options);
        _labels = TaskLabels.Of(model.Config, _ => KlueLabels.DependencyRelations, options.LabelOrder);
        _parser = BiaffineParser.Load(head);
        try
        {
            CheckHead();
        }
        catch
        {
            _parser.Dispose();
            throw;
        }
    }

    /// <summary>Frees the head's weights. No other call may be running or follow.</summary>
    public void Dispose() => _parser.Dispose();

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(ParserSentence input)
    {
        if (input.Words.Count == 0 || input.Words.Count != input.PartsOfSpeech.Count)
        {
            throw new InputException($"The sentence has {input.Words.Count} words and {input.PartsOfSpeech.Count} tags; expected as many tags as words.");
        }

        foreach (var tags in input.PartsOfSpeech)
        {
            _ = LastTag(tags);
        }

        // Without a token of its own a word would shift all others in the official code; here it has no state to be parsed by.
        var encoding = _encoder.Encode(input.Words);
        if (Enumerable.Range(0, input.Words.Count).Except(encoding.WordIds.OfType<int>()).ToList() is [var lost, ..])
        {
            throw new InputException($"Word {lost + 1} of {input.Words.Count}, {Quoted.Text(input.Words[lost])}, has no token among the {encoding.Count} that are read.");
        }

        _sentences.Add(encoding, input);
        return [encoding];
    }

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<ParsedSentence> outputs, ForwardOptions options)
    {
        var size = Model.Config.HiddenSize;
        using var hidden = new RentedFloats(checked(batch.RowCount * size));
        Model.Forward(batch, hidden.Span, options);
        var states = new MatrixView(hidden.Span, batch.RowCount, size);
        var (tags, isPadded, starts) = (new List<int>(), new bool[sequences.Length], new int[sequences.Length + 1]);
        for (var text = 0; text < sequences.Length; text++)
        {
            var sentence = _sentences.TryGetValue(sequences[text], out var known) ? known : throw new InvalidOperationException("The sequence was not made here.");
            tags.Add(BiaffineParser.RootPartOfSpeech);
            tags.AddRange(sentence.PartsOfSpeech.Select(LastTag));
            isPadded[text] = sentence.IsPadded;
            starts[text + 1] = tags.Count;
        }

        var words = new DenseMatrix(tags.Count, 2 * size);
        for (var text = 0; text < sequences.Length; text++)
        {
            CopyWords(sequences[text], states.SliceRows(batch.RowStarts[text], sequences[text].Count), words, starts[text]);
        }

        _parser.Parse(words, [.. tags], starts, isPadded, options.Kernels).CopyTo(outputs);
    }

    /// <inheritdoc/>
    protected override DependencyTree Decode(ParserSentence input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<ParsedSentence> outputs)
    {
        var parsed = outputs[0];
        return new DependencyTree([.. input.Words.Select((form, word) =>
            new DependencyWord(form, input.PartsOfSpeech[word], parsed.Heads[word], _labels[parsed.Relations[word]]))]);
    }

    /// <inheritdoc/>
    protected override int LengthOf(ParserSentence input) => input.Words.Sum(word => word.Length + 1);

    /// <summary>The states of [CLS] twice for the root, then those of the first and the last token of each word.</summary>
    private static void CopyWords(Encoding encoding, MatrixView states, DenseMatrix words, int root)
    {
        states.Row(0).CopyTo(words.Row(root));
        states.Row(0).CopyTo(words.Row(root)[states.Columns..]);
        for (var token = 0; token < encoding.Count; token++)
        {
            if (encoding.WordIds[token] is { } word)
            {
                var row = words.Row(root + 1 + word);
                if (encoding.WordIds[token - 1] != word)
                {
                    states.Row(token).CopyTo(row);
                }

                states.Row(token).CopyTo(row[states.Columns..]);
            }
        }
    }

    private void CheckHead()
    {
        HeadSizes.Check(Model.Config, _parser.Sizes);
        if (_parser.WordSize != 2 * Model.Config.HiddenSize)
        {
            throw new InputException($"The parser is for hidden states of width {_parser.WordSize / 2}; the model's are {Model.Config.HiddenSize}.");
        }
    }

    private static int LastTag(string tags)
    {
        var last = tags[(tags.LastIndexOf('+') + 1)..];
        return KlueLabels.PartsOfSpeech.TryGetId(last, out var id)
            ? id
            : throw new InputException($"The part of speech {Quoted.Text(last)} is none of KLUE's; expected {KlueLabels.PartsOfSpeech}.");
    }
}

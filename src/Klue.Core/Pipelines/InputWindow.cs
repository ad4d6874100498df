using System.Runtime.ExceptionServices;
using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>
/// Inputs that are read, tokenised and computed together. The first thing that goes wrong, in the order of the inputs,
/// ends the window, and is thrown after the answers to everything before it.
/// </summary>
/// <param name="first">How many inputs came before.</param>
/// <param name="capacity">The length at which the window is full.</param>
internal sealed class InputWindow<TInput>(long first, long capacity)
{
    private readonly List<TInput> _inputs = [];
    private readonly List<Encoding> _sequences = [];
    private IReadOnlyList<Encoding>[] _encoded = [];
    private int[] _firstSequences = [];
    private long _length;

    /// <summary>Number of inputs that can be answered.</summary>
    public int Count => _encoded.Length;

    /// <summary>How many inputs there are up to the end of this window.</summary>
    public long End => first + Count;

    /// <summary>Whether nothing comes after this window: the source ended before the window was full, or something went wrong.</summary>
    public bool IsLast => !IsFull || Failure is not null;

    public bool IsFull => _length >= capacity;

    /// <summary>What follows the window's last input, if it is an error.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>The sequences of all inputs, one input after another.</summary>
    public IReadOnlyList<Encoding> Sequences => _sequences;

    public void Add(TInput input, int length)
    {
        _inputs.Add(input);

        // An empty input still costs its special tokens.
        _length += Math.Max(1, length);
    }

    public void Fail(Exception exception) => Failure = ExceptionDispatchInfo.Capture(exception);

    /// <summary>Makes the sequences of all inputs, in parallel.</summary>
    public void Encode(Func<TInput, IReadOnlyList<Encoding>> encode, ParallelOptions options)
    {
        var encoded = new IReadOnlyList<Encoding>[_inputs.Count];
        var failures = new Exception?[_inputs.Count];
        var loop = Parallel.For(0, encoded.Length, options, (i, state) =>
        {
            try
            {
                encoded[i] = encode(_inputs[i]);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // After a break, all inputs before this one are still encoded.
                failures[i] = exception is InputException input ? new InputException(first + i, input) : exception;
                state.Break();
            }
        });
        if (loop.LowestBreakIteration is { } failed)
        {
            Fail(failures[failed]!);
            Array.Resize(ref encoded, (int)failed);
        }

        _encoded = encoded;
        _firstSequences = new int[encoded.Length];
        for (var i = 0; i < encoded.Length; i++)
        {
            _firstSequences[i] = _sequences.Count;
            _sequences.AddRange(encoded[i]);
        }
    }

    public TInput Input(int index) => _inputs[index];

    public IReadOnlyList<Encoding> SequencesOf(int index) => _encoded[index];

    /// <summary>The outputs of one input's sequences among those of the whole window.</summary>
    public ReadOnlySpan<TOutput> OutputsOf<TOutput>(int index, TOutput[] outputs) =>
        outputs.AsSpan(_firstSequences[index], _encoded[index].Count);
}

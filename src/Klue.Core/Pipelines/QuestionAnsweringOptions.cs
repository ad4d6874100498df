namespace Klue.Pipelines;

/// <summary>
/// How answers are looked for. <see cref="PipelineOptions.MaxLength"/> is that of one window, question and context
/// together, and by default 384, or less where the model or its tokenizer take less;
/// <see cref="PipelineOptions.Truncate"/> concerns the question alone, for a long context is read in windows.
/// </summary>
public sealed record QuestionAnsweringOptions : PipelineOptions
{
    /// <summary>How many tokens of context two neighbouring windows share; by default 128, at most half a window.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int? DocStride
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value ?? 0);
            field = value;
        }
    }

    /// <summary>The most tokens of a question. A longer one is cut or refused.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MaxQuestionLength
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 64;

    /// <summary>The most tokens of an answer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MaxAnswerLength
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 15;

    /// <summary>How many answers to give, the best first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int TopK
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>Whether "no answer" is one of the answers, scored by what every window gives to [CLS].</summary>
    public bool HandleImpossibleAnswer { get; init; }
}

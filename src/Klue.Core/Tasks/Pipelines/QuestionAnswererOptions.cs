using Klue.Pipelines;
using Klue.Tasks.Decoding;

namespace Klue.Tasks.Pipelines;

/// <summary>
/// How answers are looked for, by default as in the official evaluation. <see cref="PipelineOptions.MaxLength"/> is that of one window,
/// question and passage together; <see cref="PipelineOptions.Truncate"/> concerns the question alone.
/// </summary>
public sealed record QuestionAnswererOptions : TaskOptions
{
    /// <summary>How many pieces of the passage lie between the beginnings of two windows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int DocStride
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 128;

    /// <summary>The most pieces of a question. A longer one is cut or refused.</summary>
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

    /// <summary>How an answer is chosen.</summary>
    public AnswerOptions Answers { get; init; } = new();
}

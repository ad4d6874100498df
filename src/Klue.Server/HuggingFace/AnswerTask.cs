using Klue.Pipelines;
using Klue.Server.Errors;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>Question answering.</summary>
internal static class AnswerTask
{
    /// <summary>The answer to a question, an array if <c>top_k</c> asks for several; for several questions one of these for each.</summary>
    public static async Task<object> RunAsync(Inference inference, ServedModel model, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var request = JsonBody.Read(body, HuggingFaceJson.Web.AnswerRequest);
        var inputs = RequestFields.Required(request.Inputs, "inputs");
        var options = OptionsOf(request.Parameters ?? new AnswerParameters());
        Question[] questions =
        [
            .. inputs.Items.Select(input => new Question(RequestFields.Required(input.Question, "question"), RequestFields.Required(input.Context, "context"))),
        ];
        var found = await inference.RunAsync(model.Answers(options), "inputs", questions, cancellationToken).ConfigureAwait(false);
        object[] answers =
        [
            .. found.Select(best =>
            {
                var few = best.Take(options.TopK).Select(answer => new AnswerObject(answer.Score, answer.Start, answer.End, answer.Text)).ToArray();
                return options.TopK == 1 && few.Length == 1 ? (object)few[0] : few;
            }),
        ];
        return inputs.IsMany ? answers : answers[0];
    }

    private static QuestionAnsweringOptions OptionsOf(AnswerParameters parameters)
    {
        var usual = new QuestionAnsweringOptions();
        return usual with
        {
            TopK = RequestFields.Positive(parameters.TopK, "top_k") ?? usual.TopK,
            DocStride = parameters.DocStride is not < 0 ? parameters.DocStride : throw new RequestException(ErrorKind.WrongShape, "'doc_stride' is negative."),
            MaxAnswerLength = RequestFields.Positive(parameters.MaxAnswerLen, "max_answer_len") ?? usual.MaxAnswerLength,
            MaxLength = RequestFields.Positive(parameters.MaxSeqLen, "max_seq_len"),
            MaxQuestionLength = RequestFields.Positive(parameters.MaxQuestionLen, "max_question_len") ?? usual.MaxQuestionLength,
            HandleImpossibleAnswer = parameters.HandleImpossibleAnswer ?? false,
        };
    }
}

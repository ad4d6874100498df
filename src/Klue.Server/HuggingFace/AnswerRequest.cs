using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>The request of question answering.</summary>
internal sealed record AnswerRequest([property: JsonConverter(typeof(QuestionsConverter))] OneOrMany<QuestionInput>? Inputs, AnswerParameters? Parameters);

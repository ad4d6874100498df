namespace Klue.Server.OpenAi;

/// <summary>The answer of <c>/v1/models</c>.</summary>
internal sealed record ModelList(string Object, ModelObject[] Data);

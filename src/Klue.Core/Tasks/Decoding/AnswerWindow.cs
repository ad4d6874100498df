namespace Klue.Tasks.Decoding;

/// <summary>A window of a passage with what the model says about it; the lists go by position of the model's input.</summary>
/// <param name="Tokens">The tokens of the input, without padding.</param>
/// <param name="StartLogits">For each position, padding included, how much speaks for the answer beginning there; 0 is [CLS].</param>
/// <param name="EndLogits">For each position how much speaks for the answer ending there.</param>
/// <param name="Words">For each token the number of its word in the passage, or -1 where it is none.</param>
/// <param name="HasMostContext">For each token whether an answer may begin there, see <see cref="PassageWindow"/>.</param>
public sealed record AnswerWindow(
    IReadOnlyList<string> Tokens,
    IReadOnlyList<double> StartLogits,
    IReadOnlyList<double> EndLogits,
    IReadOnlyList<int> Words,
    IReadOnlyList<bool> HasMostContext);

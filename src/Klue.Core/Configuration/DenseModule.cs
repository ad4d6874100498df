using Klue.Kernels;

namespace Klue.Configuration;

/// <summary><c>2_Dense</c>: y = activation(W x + b), W being <c>linear.weight</c> [out, in] and b <c>linear.bias</c> [out].</summary>
/// <param name="Folder">Where the weights are.</param>
/// <param name="InFeatures">The width of x.</param>
/// <param name="OutFeatures">The width of y.</param>
/// <param name="HasBias">Whether there is b.</param>
/// <param name="Activation">The function; <see cref="Activation.None"/> for PyTorch's Identity.</param>
public sealed record DenseModule(string Folder, int InFeatures, int OutFeatures, bool HasBias, Activation Activation) : SentenceModule;

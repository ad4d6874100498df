namespace Klue.Kernels;

/// <summary>The element-wise functions that follow a linear layer. <c>S(x)</c> is the logistic function.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    None,

    /// <summary>x/2 (1 + erf(x / sqrt 2)), the exact form: HF's <c>gelu</c> (Hendrycks and Gimpel, arXiv 1606.08415).</summary>
    Gelu,

    /// <summary>x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))): HF's <c>gelu_new</c> and <c>gelu_pytorch_tanh</c>.</summary>
    GeluTanh,

    /// <summary>x/2 (1 + tanh(0.7978845608 x (1 + 0.044715 x^2))): HF's <c>gelu_fast</c>.</summary>
    GeluFast,

    /// <summary>x S(1.702 x): HF's <c>quick_gelu</c>.</summary>
    QuickGelu,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x S(x): HF's <c>silu</c> and <c>swish</c>.</summary>
    Silu,

    /// <summary>tanh(x).</summary>
    Tanh,

    /// <summary>S(x) = 1 / (1 + exp(-x)).</summary>
    Sigmoid,
}

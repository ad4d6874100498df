namespace Klue.Kernels.Tests;

public class FunctionTests
{
    [Fact]
    public void Exp_and_tanh_are_right_to_two_units_in_the_last_place()
    {
        for (var x = -90f; x < 90f; x += 0.0137f)
        {
            float[] exp = [x], tanh = [x];
            Elementwise.Exp(exp, KernelOptions.Default);
            Elementwise.Apply(tanh, Activation.Tanh, KernelOptions.Default);
            AssertClose(Math.Exp(x), exp[0]);
            AssertClose(Math.Tanh(x), tanh[0]);
        }
    }

    private static void AssertClose(double expected, float actual)
    {
        var rounded = (float)expected;
        if (float.IsInfinity(rounded))
        {
            Assert.Equal(rounded, actual);
            return;
        }

        var unit = MathF.BitIncrement(MathF.Abs(rounded)) - MathF.Abs(rounded);
        Assert.InRange(actual - expected, -2 * unit, 2 * unit);
    }
}

using Klue.Kernels;

namespace Klue.Cli.Tests;

public sealed class InfoCommandTests
{
    [Fact]
    public void Info_tells_what_the_model_holds_and_what_runs()
    {
        var info = Assert.Single(KlueRun.Run("info", "--json", "--tensors").Succeeded().Rows);
        Assert.Equal(8000, info.GetProperty("vocab_size").GetInt32());
        Assert.Equal("F16", info.GetProperty("dtypes").GetString());
        var parameters = info.GetProperty("parameters").GetInt64();
        Assert.InRange(info.GetProperty("memory_bytes").GetInt64(), 2 * parameters, 5 * parameters);
        Assert.Equal(KernelInfo.Name(KernelInfo.Active), info.GetProperty("instruction_set").GetString());
        Assert.Equal(info.GetProperty("tensors").GetInt32(), info.GetProperty("tensor_list").GetArrayLength());
    }

    [Fact]
    public void Info_on_a_pipe_is_one_fact_a_line() =>
        Assert.Contains($"instruction_set\t{KernelInfo.Name(KernelInfo.Active)}", KlueRun.Run("info").Succeeded().Lines);
}

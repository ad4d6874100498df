using System.Diagnostics;
using Klue.Bench.Peers.Engines;

namespace Klue.Bench.Peers.Starts;

/// <summary>A process that loads the model into an engine, computes one thing, and prints one number of it.</summary>
/// <param name="Engine">The engine: Klue in klue-bench, which lies beside this program, or another in this program.</param>
/// <param name="Model">The model's folder, or the graph's file.</param>
/// <param name="Input">What is computed: a text's embedding, or a batch of a shape.</param>
/// <param name="Threads">Threads that take part.</param>
internal sealed record StartingProgram(string Engine, string Model, StartInput Input, int Threads)
{
    private const string Host = "dotnet";

    /// <summary>How to start it. Both are started by the host, from assemblies compiled in the same way.</summary>
    public ProcessStartInfo Info
    {
        get
        {
            var isKlue = Engine == KlueEngine.EngineName;
            var assembly = isKlue ? "klue-bench.dll" : $"{typeof(StartingProgram).Assembly.GetName().Name}.dll";
            string[] engine = isKlue ? [] : ["--engine", Engine];
            return new ProcessStartInfo(
                Host,
                [Path.Combine(AppContext.BaseDirectory, assembly), "embed", .. Input.Arguments, "--model", Model, "--threads", $"{Threads}", .. engine])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        }
    }
}

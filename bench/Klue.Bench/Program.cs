using Klue.Bench;
using Klue.CommandLine;

using var host = CommandHost.ForProcess("klue-bench");
return await BenchCommandLine.RunAsync(args, host).ConfigureAwait(false);

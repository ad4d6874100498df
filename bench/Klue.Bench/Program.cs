using System.CommandLine;
using Klue.Bench.Commands;
using Klue.CommandLine;

using var host = CommandHost.ForProcess("klue-bench");
var root = new RootCommand("How fast Klue runs, beside what this machine can do.")
{
    new PeakCommand(host),
    new GemmCommand(host),
    new ModelCommand(host),
};
return await CommandRunner.RunAsync(root, args, host).ConfigureAwait(false);

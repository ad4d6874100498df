using System.CommandLine;
using Klue.Bench.Peers.Commands;
using Klue.CommandLine;

using var host = CommandHost.ForProcess("klue-bench-peers");
var root = new RootCommand("How fast Klue runs beside other libraries, on the same weights and texts.")
{
    new ModelCommand(host),
    new FillMaskCommand(host),
    new ClassifyCommand(host),
    new TokenizerCommand(host),
    new StartCommand(host),
    new EmbedCommand(host),
};
return await CommandRunner.RunAsync(root, args, host).ConfigureAwait(false);

using Klue.CommandLine;
using Klue.Conversion.Commands;

using var host = CommandHost.ForProcess("klue-convert");
return await CommandRunner.RunAsync(new ConvertCommand(host), args, host).ConfigureAwait(false);

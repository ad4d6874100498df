using Klue.Cli;

using var host = CommandHost.ForProcess("klue");
return await KlueCommandLine.RunAsync(args, host).ConfigureAwait(false);

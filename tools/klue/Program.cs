using Klue.Cli;

using var host = CommandHost.ForProcess();
return await KlueCommandLine.RunAsync(args, host).ConfigureAwait(false);

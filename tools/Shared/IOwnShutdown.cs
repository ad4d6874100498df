namespace Klue.CommandLine;

/// <summary>A command that hears SIGINT and SIGTERM itself and takes the time it needs to end well.</summary>
internal interface IOwnShutdown;

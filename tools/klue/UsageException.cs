namespace Klue.Cli;

/// <summary>The command line, or a row of input, asks for something that cannot be; the message is one line.</summary>
internal sealed class UsageException(string message, Exception? innerException = null) : KlueException(message, innerException);

using System.Text;

namespace Klue.Cli;

/// <summary>What a command reads from and writes to: the process's streams, or a test's.</summary>
internal sealed class CommandHost(Stream input, TextWriter output, TextWriter error, bool isTerminal, bool isErrorTerminal) : IDisposable
{
    /// <summary>Standard input, as bytes: what is in it must be UTF-8, and is checked.</summary>
    public Stream Input => input;

    /// <summary>Results.</summary>
    public TextWriter Output => output;

    /// <summary>Messages, one line each, and progress.</summary>
    public TextWriter Error => error;

    /// <summary>Whether a person looks at the results: tables and colours there, plain lines on a pipe.</summary>
    public bool IsTerminal => isTerminal;

    /// <summary>Whether a person looks at the messages: progress bars there, nothing on a pipe.</summary>
    public bool IsErrorTerminal => isErrorTerminal;

    /// <summary>The streams of this process, in UTF-8 whatever the system's own code page.</summary>
    public static CommandHost ForProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = utf8;
        }

        return new CommandHost(
            Console.OpenStandardInput(),
            new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 1 << 16),
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            !Console.IsOutputRedirected,
            !Console.IsErrorRedirected);
    }

    /// <summary>Says something about the run, not part of its result.</summary>
    public void Say(string message) => error.WriteLine($"klue: {message}");

    /// <inheritdoc/>
    public void Dispose()
    {
        output.Flush();
        error.Flush();
    }
}

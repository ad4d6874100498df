using System.Text;

namespace Klue.CommandLine;

/// <summary>What a command reads from and writes to: the process's streams, or a test's.</summary>
/// <param name="name">The command's name, which its messages begin with.</param>
/// <param name="input">Standard input, as bytes: what is in it must be UTF-8, and is checked.</param>
/// <param name="output">Takes results.</param>
/// <param name="error">Takes messages, one line each, and progress.</param>
/// <param name="isTerminal">Whether a person looks at the results.</param>
/// <param name="isErrorTerminal">Whether a person looks at the messages.</param>
internal sealed class CommandHost(string name, Stream input, TextWriter output, TextWriter error, bool isTerminal, bool isErrorTerminal) : IDisposable
{
    /// <summary>The command's name.</summary>
    public string Name => name;

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
    public static CommandHost ForProcess(string name)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = utf8;
        }

        return new CommandHost(
            name,
            Console.OpenStandardInput(),
            new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 1 << 16),
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            !Console.IsOutputRedirected,
            !Console.IsErrorRedirected);
    }

    /// <summary>Says something about the run, not part of its result.</summary>
    public void Say(string message) => error.WriteLine($"{name}: {message.ReplaceLineEndings(" ")}");

    /// <summary>Says several things, a line each.</summary>
    public void SayEach(IEnumerable<string> messages)
    {
        foreach (var message in messages)
        {
            Say(message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        output.Flush();
        error.Flush();
    }
}

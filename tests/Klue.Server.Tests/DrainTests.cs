using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Klue.Tests;

namespace Klue.Server.Tests;

/// <summary><c>klue serve</c> as a process that is told to stop.</summary>
public sealed partial class DrainTests
{
    private const int Clients = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("TERM", 0)]
    [InlineData("INT", 130)]
    public async Task A_stop_under_load_loses_no_accepted_request(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        Assert.SkipWhen(signal == "INT" && IgnoresInterrupts(), "A program started in the background ignores SIGINT, and so do those that it starts.");
        using var server = Start("serve", "-m", RepositoryFolder.Find("models", "klue-mini"), "--urls", "http://127.0.0.1:0", "--log-requests");
        var lines = new ConcurrentQueue<string>();
        var address = new TaskCompletionSource<string>();
        server.ErrorDataReceived += (_, line) =>
        {
            lines.Enqueue(line.Data ?? "");
            if (Listening().Match(line.Data ?? "") is { Success: true } match)
            {
                address.TrySetResult(match.Groups[1].Value);
            }
        };
        server.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = new Uri(await address.Task.WaitAsync(Patience, TestContext.Current.CancellationToken)) };

        var answered = 0;
        var loads = Enumerable.Range(0, Clients).Select(number => AskUntilClosedAsync(client, number, () => Interlocked.Increment(ref answered))).ToArray();
        while (Volatile.Read(ref answered) < 10 * Clients)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        using var kill = Process.Start("kill", [$"-{signal}", $"{server.Id}"]);
        await Task.WhenAll(loads).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        // Each accepted request has its line; every one of them was answered, and every answer came to its client whole.
        Assert.Equal(exitCode, server.ExitCode);
        var requests = lines.Where(line => line.Contains("POST /embed", StringComparison.Ordinal)).ToList();
        Assert.All(requests, line => Assert.Contains("/embed 200 ", line));
        Assert.Equal(answered, requests.Count);
    }

    [Fact]
    public async Task Bad_input_is_one_line_and_exit_code_2()
    {
        await using var taken = await TestServer.StartAsync(options => options with { Models = [RepositoryFolder.Find("models", "klue-mini")] });
        var mini = RepositoryFolder.Find("models", "klue-mini");
        string[][] commands =
        [
            ["-m", mini, "--urls", taken.Client.BaseAddress!.ToString()], ["--urls", "nonsense"], ["--urls", "https://127.0.0.1:1"], ["-m", "no/such/folder"],
            ["-m", mini, "-m", mini], ["--max-inputs", "0"], ["--api-key", ""], ["--api-key-file", "no/such/file"], ["--mecab", "no/such/folder"], ["--threads", "many"],
        ];
        foreach (var command in commands)
        {
            using var process = Start(["serve", .. command]);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal((2, 1), (process.ExitCode, error.TrimEnd('\n').Split('\n').Length));
            Assert.StartsWith("klue: ", error);
        }
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "klue.dll"), .. arguments]) { RedirectStandardError = true })!;

    private static bool IgnoresInterrupts()
    {
        const int interrupt = 1 << (2 - 1);
        const string field = "SigIgn:";
        return OperatingSystem.IsLinux()
            && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal)) is { } ignored
            && (Convert.ToUInt64(ignored[field.Length..].Trim(), 16) & interrupt) != 0;
    }

    private static async Task AskUntilClosedAsync(HttpClient client, int number, Action answered)
    {
        try
        {
            for (var request = 0; ; request++)
            {
                using var body = new StringContent($$"""{"inputs":["{{number}}번 {{request}}","재미있는 영화"]}""", new MediaTypeHeaderValue("application/json"));
                using var response = await client.PostAsync("/embed", body, TestContext.Current.CancellationToken);
                Assert.Equal(200, (int)response.StatusCode);
                answered();
            }
        }
        catch (HttpRequestException)
        {
            // Nobody listens any more.
        }
    }

    [GeneratedRegex("listening on (http://[^ ]+)")]
    private static partial Regex Listening();
}

using Klue.Kernels;

namespace Klue.Server;

/// <summary>What is served, where, and within which limits. The defaults are text-embeddings-inference's.</summary>
public sealed record ServerOptions
{
    /// <summary>The usual <see cref="Urls"/>.</summary>
    public const string UsualUrl = "http://127.0.0.1:8080";

    /// <summary>The usual <see cref="MaxConcurrentRequests"/>.</summary>
    public const int UsualMaxConcurrentRequests = 512;

    /// <summary>The usual <see cref="MaxBatchTokens"/>.</summary>
    public const int UsualMaxBatchTokens = 16384;

    /// <summary>The usual <see cref="MaxInputs"/>.</summary>
    public const int UsualMaxInputs = 32;

    /// <summary>The usual <see cref="MaxBodyBytes"/>.</summary>
    public const long UsualMaxBodyBytes = 2_000_000;

    /// <summary>The usual <see cref="MaxConnections"/>.</summary>
    public const int UsualMaxConnections = 8192;

    /// <summary>The usual <see cref="RequestTimeout"/>, in seconds.</summary>
    public const int UsualRequestSeconds = 60;

    /// <summary>The usual <see cref="DrainTimeout"/>, in seconds.</summary>
    public const int UsualDrainSeconds = 60;

    /// <summary>The model folders; each is served under its folder's name. At least one.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Where to listen: <c>http://host:port</c>, port 0 for a free one. Loopback alone by default.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [UsualUrl];

    /// <summary>The keys of which a request must bring one, as <c>Authorization: Bearer KEY</c>; empty for none.</summary>
    public IReadOnlyList<string> ApiKeys { get; init; } = [];

    /// <summary>The origins whose pages may call, as browsers name them, or <c>*</c>; empty for none.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>A folder with a compiled mecab-ko dictionary, for the page's morphemes, or null.</summary>
    public string? MecabDictionary { get; init; }

    /// <summary>Whether the log has a line for each request, without anything of what was sent.</summary>
    public bool LogRequests { get; init; }

    /// <summary>Whether the log has a line for each request and its body too.</summary>
    public bool LogTexts { get; init; }

    /// <summary>The most requests that are worked on or wait at once; one more is answered 429.</summary>
    public int MaxConcurrentRequests { get; init; } = UsualMaxConcurrentRequests;

    /// <summary>The most tokens that are computed together.</summary>
    public int MaxBatchTokens { get; init; } = UsualMaxBatchTokens;

    /// <summary>The most inputs of one request; more are answered 413.</summary>
    public int MaxInputs { get; init; } = UsualMaxInputs;

    /// <summary>The most bytes of a request's body; more are answered 413.</summary>
    public long MaxBodyBytes { get; init; } = UsualMaxBodyBytes;

    /// <summary>The most connections that are open at once; what comes beyond is closed.</summary>
    public int MaxConnections { get; init; } = UsualMaxConnections;

    /// <summary>How long a request may take from its headers to its answer; after that it is answered 503.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(UsualRequestSeconds);

    /// <summary>How long a stop waits for the requests that were accepted before it.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(UsualDrainSeconds);

    /// <summary>Whether Ctrl+C and SIGTERM stop the server; otherwise only the program that it is part of does.</summary>
    public bool StopsOnSignals { get; init; } = true;

    /// <summary>Instruction set and number of threads. Nothing in here changes a single bit of any result.</summary>
    public KernelOptions Kernels
    {
        // Not before it is asked for: the environment may name an instruction set that there is not, which concerns who computes.
        get => field ?? KernelOptions.Default;
        init;
    }

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="ServerOptionsException">A limit is not positive, an address is none.</exception>
    internal void Check()
    {
        CheckLimit(MaxConcurrentRequests, nameof(MaxConcurrentRequests));
        CheckLimit(MaxBatchTokens, nameof(MaxBatchTokens));
        CheckLimit(MaxInputs, nameof(MaxInputs));
        CheckLimit(MaxBodyBytes, nameof(MaxBodyBytes));
        CheckLimit(MaxConnections, nameof(MaxConnections));
        CheckLimit(RequestTimeout.Ticks, nameof(RequestTimeout));
        CheckLimit(DrainTimeout.Ticks, nameof(DrainTimeout));
        if (Urls.Count == 0)
        {
            throw new ServerOptionsException("There is no address to listen on; expected at least one, such as http://127.0.0.1:8080.");
        }

        foreach (var url in Urls)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/")
            {
                throw new ServerOptionsException($"'{url}' is no address to listen on; expected http://HOST:PORT.");
            }
        }

        if (ApiKeys.Any(string.IsNullOrWhiteSpace))
        {
            throw new ServerOptionsException("A key is empty; expected a text that nobody guesses.");
        }
    }

    private static void CheckLimit(long limit, string name)
    {
        if (limit <= 0)
        {
            throw new ServerOptionsException($"{name} is {limit}; expected more than 0.");
        }
    }
}

using System.Diagnostics;
using Klue;
using Klue.Models;
using Klue.Samples;

if (args.Length < 2)
{
    Console.Error.WriteLine("BatchEmbedding INPUT.txt OUTPUT.npy [MODEL]: makes a vector of every line.");
    return 2;
}

var (input, output) = (args[0], args[1]);
using var klue = KlueModel.Load(args.Length > 2 ? args[2] : "models/klue-mini-sentence");
using var embed = klue.CreateSentenceEmbedding();
using var writer = new NpyWriter(output, embed.Dimensions);

var clock = Stopwatch.StartNew();
var (tokens, cut, shown) = (0L, 0L, TimeSpan.Zero);
try
{
    // Lines are read, computed and written window by window: the file may be of any length.
    foreach (var embedding in embed.Stream(File.ReadLines(input)))
    {
        writer.Write(embedding.Vector.Span);
        tokens += embedding.TokenCount;
        cut += embedding.IsTruncated ? 1 : 0;
        if (clock.Elapsed - shown > TimeSpan.FromSeconds(1))
        {
            shown = clock.Elapsed;
            Console.Error.WriteLine($"{writer.Rows} texts, {tokens / shown.TotalSeconds:F0} tokens/s");
        }
    }
}
catch (InputException exception)
{
    Console.Error.WriteLine($"BatchEmbedding: {input}, line {exception.Index + 1}: {exception.InnerException?.Message ?? exception.Message}");
    return 2;
}

writer.Complete();
Console.WriteLine($"{writer.Rows} x {embed.Dimensions}, {tokens} tokens, {cut} texts cut at their end");
return 0;

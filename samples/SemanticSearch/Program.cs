using Klue;
using Klue.Extensions.AI;
using Klue.Samples;
using Microsoft.Extensions.AI;

var file = args.Length > 0 ? args[0] : "samples/SemanticSearch/sentences.txt";
string[] sought = args.Length > 1 ? args[1..] : ["밖이 시끄러워서 잠을 설쳤다.", "주말에 비가 온대요.", "남자가 악기를 연주한다."];

using var klue = KlueModel.Load("models/klue-mini-sentence");
using var generator = new KlueEmbeddingGenerator(klue);
using var collection = new MemoryCollection<int, Sentence>("sentences", sentence => sentence.Line, sentence => sentence.Vector, generator);

var line = 0;
foreach (var (text, embedding) in await generator.GenerateAndZipAsync(await File.ReadAllLinesAsync(file)))
{
    await collection.UpsertAsync(new Sentence(++line, text, embedding.Vector));
}

foreach (var text in sought)
{
    Console.WriteLine(text);
    await foreach (var found in collection.SearchAsync(text, top: 3))
    {
        Console.WriteLine($"  {found.Score:F3}  {found.Record.Line,3}  {found.Record.Text}");
    }
}

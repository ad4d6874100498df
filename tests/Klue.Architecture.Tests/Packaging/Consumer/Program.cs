using Klue;

var (folder, text) = (args[0], args[1]);

using var klue = KlueModel.Load(folder);
foreach (var guess in klue.FillMask(text)[0])
{
    Console.WriteLine($"{guess.TokenString}\t{guess.Score}");
}

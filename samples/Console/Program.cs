using Klue;

var folder = args.Length > 0 ? args[0] : "models/klue-mini";
var text = args.Length > 1 ? args[1] : "이 [MASK]는 꼭 봐야 한다.";

using var klue = KlueModel.Load(folder);
foreach (var guess in klue.FillMask(text)[0])
{
    Console.WriteLine($"{guess.Score:F4}  {guess.TokenString}  {guess.Sequence}");
}

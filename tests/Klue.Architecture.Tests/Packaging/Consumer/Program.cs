using Klue.Tokenizer;

var (folder, text) = (args[0], args[1]);

var tokenizer = BertTokenizer.Load(folder);
var encoding = tokenizer.Encode(text);
Console.WriteLine(string.Join(' ', encoding.Ids));

using Klue;
using Klue.Models;
using Klue.Samples;
using nietras.SeparatedValues;

if (args.Length < 3)
{
    Console.Error.WriteLine("Redaction INPUT.csv OUTPUT.csv COLUMN [LABEL...]: replaces names in a column by their labels; PS LC OG if none are given.");
    return 2;
}

var (input, output, column) = (args[0], args[1], args[2]);
HashSet<string> labels = args.Length > 3 ? [.. args[3..]] : ["PS", "LC", "OG"];

using var klue = KlueModel.Load("models/klue-mini-ner");
var redactor = new Redactor(klue.CreateTokenClassification(), labels);
using var reader = Sep.New(',').Reader(options => options with { Unescape = true }).FromFile(input);
if (!reader.Header.TryIndexOf(column, out var redacted))
{
    Console.Error.WriteLine($"Redaction: {input} has no column '{column}'; it has: {string.Join(", ", reader.Header.ColNames)}.");
    return 2;
}

// Whoever reads the output sees all of it or nothing.
var unfinished = $"{output}.part";
var (row, replaced) = (1, 0);
using (var writer = Sep.New(',').Writer(options => options with { Escape = true }).ToFile(unfinished))
{
    // As many rows at a time as make good batches, whatever the size of the file.
    foreach (var rows in reader.Enumerate(cells => cells[..].ToStringsArray()).Chunk(256))
    {
        try
        {
            var texts = redactor.Redact([.. rows.Select(cells => cells[redacted])], out var count);
            replaced += count;
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i][redacted] = texts[i];
                using var written = writer.NewRow();
                for (var cell = 0; cell < rows[i].Length; cell++)
                {
                    written[reader.Header.ColNames[cell]].Set(rows[i][cell]);
                }
            }
        }
        catch (InputException exception)
        {
            Console.Error.WriteLine($"Redaction: {input}, row {row + exception.Index + 1}: {exception.InnerException?.Message ?? exception.Message}");
            return 2;
        }

        row += rows.Length;
    }
}

File.Move(unfinished, output, overwrite: true);
Console.WriteLine($"{row - 1} rows, {replaced} names replaced");
return 0;

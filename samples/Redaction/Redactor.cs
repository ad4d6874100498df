using System.Text;
using Klue.Pipelines;

namespace Klue.Samples;

/// <summary>Replaces the entities of some labels by these labels in brackets.</summary>
internal sealed class Redactor(TokenClassificationPipeline ner, IReadOnlySet<string> labels)
{
    /// <summary>Redacts texts; a blank one has nothing to redact.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="replaced">How many entities were replaced.</param>
    public IReadOnlyList<string> Redact(IReadOnlyList<string> texts, out int replaced)
    {
        // A blank text stands for itself; the model is asked about a full stop instead, so that places stay what they are.
        var found = ner.Run(texts.Select(text => string.IsNullOrWhiteSpace(text) ? "." : text));
        replaced = 0;
        var results = new string[texts.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var entities = found[i].Where(entity => labels.Contains(entity.Label)).OrderByDescending(entity => entity.Start).ToList();
            var text = new StringBuilder(texts[i]);
            foreach (var entity in entities)
            {
                text.Remove(entity.Start, entity.End - entity.Start).Insert(entity.Start, $"[{entity.Label}]");
            }

            replaced += entities.Count;
            results[i] = text.ToString();
        }

        return results;
    }
}

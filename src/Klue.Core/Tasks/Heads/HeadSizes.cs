using Klue.Configuration;
using Klue.Models;

namespace Klue.Tasks.Heads;

/// <summary>Holds what a configuration says of a head against the head itself.</summary>
internal static class HeadSizes
{
    /// <summary>Refuses a configuration whose <c>klue_head</c> states other sizes than the tensors have; what it leaves out is not missed.</summary>
    /// <exception cref="InputException">A size differs.</exception>
    public static void Check(BertConfig config, IEnumerable<(string Name, int Size)> sizes)
    {
        foreach (var (name, size) in sizes)
        {
            if (config.KlueHeadSizes.TryGetValue(name, out var stated) && stated != size)
            {
                throw new InputException($"klue_head.{name} of the configuration is {stated}; the checkpoint's tensors say {size}.");
            }
        }
    }
}

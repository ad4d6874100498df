using System.Text.Json;
using Klue.Tasks;
using Klue.Tasks.Data;
using Klue.Tasks.Decoding;
using Klue.Tasks.Text;
using Klue.Tests;

namespace Klue.Core.Tests.Tasks;

[Trait(Conformance.Trait, Conformance.Category)]
public sealed class AlignmentConformanceTests
{
    [Fact]
    public void Every_alignment_equals_the_official_code_on_every_golden_case() =>
        GoldenCases.CheckAll(GoldenCases.Load("alignment.json"), (group, item) =>
        {
            switch (group)
            {
                case "ner_unk_align":
                    Assert.Equal(item.Texts("expected"), BaselineTagAlignment.AlignUnknown(new SplitWord(item.Text("word"), item.Texts("tokens"))));
                    break;
                case "ner_char_expand":
                    CheckExpansion(item);
                    break;
                case "ner_train_labels":
                    CheckTrainingTags(item);
                    break;
                case "re_mark":
                    Assert.Equal(item.Text("expected"), EntityMarkers.Mark(item.Text("sentence"), Entity(item, "subject"), Entity(item, "object")));
                    break;
                case "re_fix":
                    CheckFix(item);
                    break;
                case "wos_split_slot":
                    CheckSlot(item);
                    break;
                case "wos_recover":
                    Assert.Equal(item.Texts("expected"), DialogueStateDecoder.Recover(
                        item.Texts("slots"),
                        item.Integers("gates"),
                        [.. item.GetProperty("generated").EnumerateArray().Select(ids => ids.Integers())],
                        item.Texts("vocab")));
                    break;
                case "kss":
                    Assert.Equal(item.Texts("expected"), SentenceSplitter.Split(item.Text("text")));
                    break;
                default:
                    Assert.Fail($"no alignment is known for the group {group}");
                    break;
            }
        });

    private static void CheckExpansion(JsonElement item)
    {
        var predictions = item.Integers("subword_pred_ids");
        Assert.Equal(item.Integer("max_seq_length"), predictions.Length);
        var tags = BaselineTagAlignment.Expand(Words(item), predictions);
        Assert.Equal(item.Integers("expected_pred_ids"), tags);
        var gold = item.Texts("gold_char_tags").Select(KlueLabels.EntityTags().Id);
        Assert.Equal(item.Integers("expected_gold_ids"), BaselineTagAlignment.Gold(gold, tags!.Length));
    }

    private static void CheckTrainingTags(JsonElement item)
    {
        var tags = item.Texts("chars").Zip(item.Texts("tags")).Where(pair => pair.First != " ").Select(pair => pair.Second);
        Assert.Equal(item.Texts("expected"), TrainingTags.Project(Words(item), [.. tags]));
    }

    private static void CheckFix(JsonElement item)
    {
        var (text, tokens) = (item.Text("marked_text"), item.Texts("tokens"));

        // Where the official code fails because a mark ends the text, the mark counts as followed by a space.
        var expected = item.TryGetProperty("error", out _) ? EntityMarkers.Fix(text + " ", tokens) : item.Texts("expected");
        Assert.Equal(expected, EntityMarkers.Fix(text, tokens));
    }

    private static void CheckSlot(JsonElement item)
    {
        var slot = DialogueSlot.Parse(item.Text("input"));
        Assert.Equal(item.Texts("three_way"), new[] { slot.Domain, slot.Slot, slot.Value });

        // Without a hyphen the official code gives the text three times, whatever is asked for.
        var pair = item.Texts("domain_slot_value");
        string[] expected = pair.Length == 2 ? [slot.DomainSlot, slot.Value] : [slot.DomainSlot, slot.Slot, slot.Value];
        Assert.Equal(pair, expected);
    }

    private static SplitWord[] Words(JsonElement item) =>
        [.. item.Texts("words").Zip(item.GetProperty("tokens").EnumerateArray(), (word, pieces) => new SplitWord(word, pieces.Texts()))];

    private static EntitySpan Entity(JsonElement item, string name) =>
        item.Integers(name) is [var start, var end] ? new EntitySpan("", start, end, "") : throw new InvalidOperationException(name);
}

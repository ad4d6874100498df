using System.Diagnostics;
using Klue.Core.Tests.Pipelines;
using Klue.Diagnostics;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tests;

namespace Klue.Core.Tests.Diagnostics;

/// <summary>What listeners are told of the passes of a model; its folder's name, no other test's, tells its passes from theirs.</summary>
public sealed class DiagnosticsTests : IDisposable
{
    private const string Text = "배우들의 연기가 좋았다.";

    private readonly TemporaryFolder _parent = new();
    private readonly KlueModel _klue;

    public DiagnosticsTests()
    {
        var folder = Directory.CreateDirectory(_parent.File($"listened-to-{Guid.NewGuid():N}")).FullName;
        foreach (var file in Directory.EnumerateFiles(EmbeddedModel.Folder("klue-mini-sentence"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(EmbeddedModel.Folder("klue-mini-sentence"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        _klue = KlueModel.Load(folder);
    }

    [Fact]
    public void A_model_is_called_by_its_folder()
    {
        Assert.Equal(Path.GetFileName(_klue.Folder), _klue.Name);
        Assert.Equal(_klue.Name, _klue.Model.Name);
        using var slashed = BertModel.Load(_klue.Folder + Path.DirectorySeparatorChar);
        Assert.Equal(_klue.Name, slashed.Name);
    }

    [Fact]
    public void Every_batch_is_measured_once()
    {
        using var heard = new MeterRecord(_klue.Name);
        var embeddings = _klue.CreateSentenceEmbedding(new SentenceEmbeddingOptions { TokensPerBatch = 16 }).Run([Text, "좋다.", "나쁘다.", Text]);

        var tokens = embeddings.Sum(embedding => embedding.TokenCount);
        var batches = heard.Values(KlueDiagnostics.ForwardDuration).Count;
        Assert.InRange(batches, 2, 4);
        Assert.Equal(batches, heard.Values(KlueDiagnostics.BatchTexts).Count);
        Assert.Equal(4, heard.Values(KlueDiagnostics.BatchTexts).Sum());
        Assert.Equal(tokens, heard.Values(KlueDiagnostics.BatchTokens).Sum());
        Assert.Equal(4, heard.Values(KlueDiagnostics.Texts).Sum());
        Assert.Equal(tokens, heard.Values(KlueDiagnostics.Tokens).Sum());
        Assert.All(heard.Values(KlueDiagnostics.ForwardDuration), seconds => Assert.InRange(seconds, double.Epsilon, 60));
    }

    [Fact]
    public void Every_batch_is_an_activity_below_the_callers()
    {
        using var heard = new ActivityRecord(_klue.Name);
        using var caller = new Activity("caller").Start();
        var embedding = _klue.Embed(Text);

        var activity = Assert.Single(heard.Activities);
        Assert.Equal(KlueDiagnostics.ForwardActivity, activity.OperationName);
        Assert.Equal(caller.Id, activity.ParentId);
        Assert.Same(caller, Activity.Current);
        Assert.Equal(1, activity.GetTagItem(KlueDiagnostics.BatchTexts));
        Assert.Equal(embedding.TokenCount, activity.GetTagItem(KlueDiagnostics.BatchTokens));
        Assert.Equal(ActivityStatusCode.Unset, activity.Status);
        Assert.All(activity.TagObjects, tag => Assert.DoesNotContain(Text[..3], $"{tag.Value}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cancelled_batch_is_an_error_and_counts_no_text()
    {
        using var interruption = new CancellationTokenSource();
        using var activities = new ActivityRecord(_klue.Name, interruption.Cancel);
        using var heard = new MeterRecord(_klue.Name);
        using var embed = _klue.CreateSentenceEmbedding();
        Assert.Throws<OperationCanceledException>(() => embed.Run(Text, interruption.Token));

        Assert.Equal("cancelled", Assert.Single(activities.Activities).GetTagItem(KlueDiagnostics.ErrorTypeTag));
        Assert.Equal(ActivityStatusCode.Error, activities.Activities[0].Status);
        Assert.Single(heard.Values(KlueDiagnostics.ForwardDuration, error: "cancelled"));
        Assert.Empty(heard.Values(KlueDiagnostics.ForwardDuration));
        Assert.Empty(heard.Values(KlueDiagnostics.Texts));
    }

    [Fact]
    public void Listening_changes_no_bit()
    {
        var alone = _klue.Embed(Text).Vector.ToArray();
        using var activities = new ActivityRecord(_klue.Name);
        using var heard = new MeterRecord(_klue.Name);
        Assert.Equal(alone, _klue.Embed(Text).Vector.ToArray());
        Assert.NotEmpty(heard.Values(KlueDiagnostics.Texts));
    }

    public void Dispose()
    {
        _klue.Dispose();
        _parent.Dispose();
    }
}

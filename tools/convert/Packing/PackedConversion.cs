using Klue.Checkpoints;
using Klue.CommandLine;
using Klue.Configuration;
using Klue.Conversion.Calibration;
using Klue.Conversion.Sources;
using Klue.Conversion.Writing;
using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Conversion.Packing;

/// <summary>The packing of one model: it needs the model's configuration, and for calibration its tokenizer, not its tensors alone.</summary>
internal sealed class PackedConversion : IDisposable
{
    // More texts take longer and hardly change a number.
    private const int MostTexts = 512;

    private readonly Checkpoint _checkpoint;
    private readonly PackingOptions _options;
    private readonly IReadOnlyList<int[]> _sequences = [];

    /// <exception cref="KlueException">There is no configuration, a tensor is missing, or the texts cannot be read.</exception>
    public PackedConversion(ModelPart part, ITensorSource source, PackingOptions options)
    {
        _options = options;
        _checkpoint = new Checkpoint(source, BertConfig.Load(part.Folder), new CheckpointOptions { TrustTensorVocabularySize = true });
        Matrices = PackedPlan.Matrices(_checkpoint, options);
        if (options.Texts is { } texts)
        {
            var tokenizer = BertTokenizer.Load(part.Folder);
            _sequences = [.. SampleTexts.Read(texts, MostTexts).Select(text => TextBatches.Encode(tokenizer, _checkpoint.Config, text))];
            if (_sequences.Count == 0)
            {
                throw new UsageException($"--calibrate: {Quoted.Text(texts)} has no texts");
            }
        }
    }

    /// <summary>The matrices of the encoder.</summary>
    public IReadOnlyList<PlannedMatrix> Matrices { get; }

    /// <summary>What makes them.</summary>
    public IMatrixMaker CreateMaker(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reader = new WeightReader(_checkpoint);
        return _sequences.Count == 0
            ? new PlainMatrixMaker(reader, _options)
            : new CalibratedMatrixMaker(reader, new TracedEncoder(reader, _checkpoint.Config, TextBatches.Make(_checkpoint.Config, _sequences)), _options);
    }

    public void Dispose() => _checkpoint.Dispose();
}

using Klue.Bench.Results;
using Klue.Bench.Starts;
using Klue.Bench.Suites;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;

namespace Klue.Bench.Reports;

/// <summary>A kind of section that reports have.</summary>
/// <param name="Name">Its name in the JSON, and its TSV's.</param>
/// <param name="Title">Its title on the page.</param>
/// <param name="Text">What it is about, in Markdown.</param>
/// <param name="Columns">What is shown of each measurement.</param>
/// <param name="Measure">Takes its measurements.</param>
internal sealed record SectionKind(
    string Name, string Title, string Text, IReadOnlyList<Column<Measurement>> Columns, Func<ReportRun, IReadOnlyList<Measurement>> Measure)
{
    /// <summary>The whole encoder.</summary>
    public const string Model = "model";

    /// <summary>Matrix products with weights that may stay in cache.</summary>
    public const string Gemm = "gemm";

    /// <summary>Matrix products with weights out of memory.</summary>
    public const string ColdGemm = "gemm_cold";

    /// <summary>Attention alone.</summary>
    public const string Attention = "attention";

    /// <summary>Operations on elements and rows.</summary>
    public const string Ops = "ops";

    /// <summary>Text to tokens.</summary>
    public const string Tokenizer = "tokenizer";

    /// <summary>Process start to first embedding.</summary>
    public const string Start = StartSurvey.Name;

    /// <summary>All of them, in the order of the page.</summary>
    public static IReadOnlyList<SectionKind> All { get; } =
    [
        new(
            Model, "The whole encoder",
            "Token ids to the last hidden state of every token. `mixed` is 32 texts of 8 to 128 tokens in one batch, without padding. "
            + "Operations are two for each multiply-add of the linear layers and of attention; what lies between them is time, not work.",
            ModelSuite.Shown,
            run => run.Measure(plan => new ModelSuite(plan.Settings, plan.Batches, plan.Model, isCold: false), seconds: 2)),
        new(
            Gemm, "Matrix products, weights in cache",
            "M rows of activations times the packed weights of BERT-base's four linear layers.",
            GemmSuite.Shown,
            run => run.Measure(plan => new GemmSuite(plan.Settings, plan.Products, GemmEpilogue.None, isCold: false), seconds: 0.5)),
        new(
            ColdGemm, "Matrix products, weights out of memory",
            "The same through more copies of the weights than the caches hold. With few rows the memory is the limit, and `share_of_read` "
            + "tells how near it is; with many the arithmetic is.",
            GemmSuite.Shown,
            run => run.Measure(plan => new GemmSuite(plan.Settings, plan.ColdProducts, GemmEpilogue.None, isCold: true), seconds: 0.5)),
        new(
            Attention, "Attention",
            "One layer's attention, 12 heads of 64, over queries, keys and values that lie side by side.",
            AttentionSuite.Shown,
            run => run.Measure(plan => new AttentionSuite(plan.Settings, plan.Batches), seconds: 0.5)),
        new(
            Ops, "Operations on elements and rows",
            "In place, in native memory. Bytes are those that have to be read and written at least; `share_of_read` holds them against the "
            + "reading peak of the cache that holds the data. `add` and `add_layer_norm` add a residual with `TensorPrimitives`, on one thread; "
            + "in the model the matrix product's epilogue does it.",
            OpsSuite.Shown,
            run => run.Measure(plan => new OpsSuite(plan.Settings, plan.Matrices, Op.All, isCold: false), seconds: 0.25)),
        new(
            Tokenizer, "The tokenizer",
            "`ids` and `tokens` (ids, offsets, words) write into the caller's memory, `encode` and `batch` make objects, `batch_ids` two arrays. Megabytes are a million "
            + "bytes of UTF-8.",
            TokenizerSuite.Shown,
            run => run.Measure(plan => TokenizerSuite.Create(plan.Settings, plan.Model ?? EmbeddedVocabulary.Folder, plan.Texts), seconds: 0.5)),
        new(
            Start, "From process start to the first result",
            "A new process loads the model from a safetensors file in the page cache and embeds one text, or a batch of 8 texts of 128 tokens. "
            + "`peak_mb` is the most memory it held resident, the mapped file's pages included; `share_of_read` is what reading the weights once "
            + "at the memory's peak would take, over what it took.",
            StartSurvey.Columns,
            run => run.MeasureStarts()),
    ];

    /// <summary>The kind of that name.</summary>
    public static SectionKind Of(string name) => All.Single(kind => kind.Name == name);
}

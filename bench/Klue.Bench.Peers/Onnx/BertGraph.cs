using System.Globalization;
using Klue.Bench.Peers.Workloads;
using Klue.Checkpoints;
using Klue.Configuration;

namespace Klue.Bench.Peers.Onnx;

/// <summary>A BERT as an ONNX graph; what the forms that people deploy have in common.</summary>
internal abstract class BertGraph(Checkpoint checkpoint)
{
    public const string InputIds = "input_ids";
    public const string AttentionMask = "attention_mask";
    public const string TokenTypeIds = "token_type_ids";
    public const string Result = "result";

    private const string Batch = "batch";
    private const string Sequence = "sequence";
    private const string WordEmbeddings = "embeddings.word_embeddings.weight";

    /// <summary>The type of the ids and of the mask.</summary>
    protected abstract OnnxElementType IdType { get; }

    /// <summary>Whether there is an attention mask; without one, all texts of a batch must be equally long.</summary>
    protected virtual bool IsMasked => true;

    protected OnnxGraph Graph { get; } = new();

    protected BertConfig Config => checkpoint.Config;

    /// <summary>Writes a graph with one result.</summary>
    /// <exception cref="IO.FileAccessException">The file cannot be written.</exception>
    public void Save(BertOutput output, string path)
    {
        Graph.Input(InputIds, IdType, Batch, Sequence);
        if (IsMasked)
        {
            Graph.Input(AttentionMask, IdType, Batch, Sequence);
        }

        Graph.Input(TokenTypeIds, IdType, Batch, Sequence);
        var hidden = Embed();
        for (var layer = 0; layer < Config.NumHiddenLayers; layer++)
        {
            hidden = Layer(hidden, $"encoder.layer.{layer}");
        }

        var (result, dimensions) = Head(hidden, output);
        Graph.Output(Result, result, OnnxElementType.Float, dimensions);
        Graph.Save(path);
    }

    /// <summary>The sum of the embeddings, normalised.</summary>
    protected abstract string Embed();

    /// <summary>The heads' outputs side by side, before the output projection.</summary>
    protected abstract string Attend(string hidden, string attention);

    /// <summary>Multiplies with a weight matrix that the checkpoint holds as [rows, columns]; no bias.</summary>
    protected virtual string Multiply(string input, string weight, int rows, int columns) =>
        Graph.Node("MatMul", [input, Transposed(weight, rows, columns)]);

    /// <summary>Adds a bias and the residual, and normalises.</summary>
    protected abstract string AddAndNormalize(string product, string bias, string residual, string norm);

    /// <summary>Adds a bias and applies GELU.</summary>
    protected abstract string BiasGelu(string product, string bias, int width);

    protected string Normalize(string input, string norm) => Graph.Node(
        "LayerNormalization",
        [input, Vector($"{norm}.weight", Config.HiddenSize), Vector($"{norm}.bias", Config.HiddenSize)],
        OnnxAttribute.Int("axis", -1),
        OnnxAttribute.Float("epsilon", Config.LayerNormEpsilon));

    protected string Vector(string name, int length) => Graph.Constant(name, () => Read(name, length), length);

    protected string Matrix(string name, int rows, int columns) => Graph.Constant(name, () => Read(name, rows, columns), rows, columns);

    protected string Transposed(string name, int rows, int columns) =>
        Graph.Constant($"{name}.transposed", () => ReadTransposed(name, rows, columns), columns, rows);

    protected string Words() => Matrix(WordEmbeddings, Config.VocabSize, Config.HiddenSize);

    protected string Positions() => Matrix("embeddings.position_embeddings.weight", Config.MaxPositionEmbeddings, Config.HiddenSize);

    protected string Types() => Matrix("embeddings.token_type_embeddings.weight", Config.TypeVocabSize, Config.HiddenSize);

    protected float[] Read(string name, params ReadOnlySpan<long> shape)
    {
        var values = new float[checkpoint.Find(name, shape).ElementCount];
        checkpoint.ReadSingle(name, shape, values);
        return values;
    }

    /// <summary>Reads [rows, columns] as [columns, rows].</summary>
    protected float[] ReadTransposed(string name, int rows, int columns)
    {
        var values = Read(name, rows, columns);
        var transposed = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return transposed;
    }

    private string Layer(string hidden, string name)
    {
        var (width, inside) = (Config.HiddenSize, Config.IntermediateSize);
        var context = Multiply(Attend(hidden, $"{name}.attention.self"), $"{name}.attention.output.dense.weight", width, width);
        var attended = AddAndNormalize(context, $"{name}.attention.output.dense.bias", hidden, $"{name}.attention.output.LayerNorm");
        var inner = BiasGelu(Multiply(attended, $"{name}.intermediate.dense.weight", inside, width), $"{name}.intermediate.dense.bias", inside);
        return AddAndNormalize(
            Multiply(inner, $"{name}.output.dense.weight", width, inside), $"{name}.output.dense.bias", attended, $"{name}.output.LayerNorm");
    }

    private (string Value, string[] Dimensions) Head(string hidden, BertOutput output)
    {
        string Size(int size) => size.ToString(CultureInfo.InvariantCulture);
        return output switch
        {
            BertOutput.Pooled => (Pool(hidden), [Batch, Size(Config.HiddenSize)]),
            BertOutput.VocabularyLogits => (PredictWords(hidden), [Batch, Sequence, Size(Config.VocabSize)]),
            _ => (hidden, [Batch, Sequence, Size(Config.HiddenSize)]),
        };
    }

    private string Pool(string hidden)
    {
        var width = Config.HiddenSize;
        var first = Graph.Node("Gather", [hidden, Graph.Constant("first", () => new long[] { 0 }, [])], OnnxAttribute.Int("axis", 1));
        var weight = Matrix("pooler.dense.weight", width, width);
        var pooled = Graph.Node("Gemm", [first, weight, Vector("pooler.dense.bias", width)], OnnxAttribute.Int("transB", 1));
        return Graph.Node("Tanh", [pooled]);
    }

    private string PredictWords(string hidden)
    {
        const string Transform = "cls.predictions.transform";
        var width = Config.HiddenSize;
        var transformed = BiasGelu(Multiply(hidden, $"{Transform}.dense.weight", width, width), $"{Transform}.dense.bias", width);
        var logits = Multiply(Normalize(transformed, $"{Transform}.LayerNorm"), WordEmbeddings, Config.VocabSize, width);
        return Graph.Node("Add", [logits, Vector("cls.predictions.bias", Config.VocabSize)]);
    }
}

using System.Globalization;
using Klue.Kernels;
using Klue.Tasks;

namespace Klue.Configuration;

public sealed partial record BertConfig
{
    /// <summary>The configuration of a model folder.</summary>
    public const string FileName = "config.json";

    // Names are made up for labels that the file only counts: a count that no head has must not fill the memory.
    private const int MaxLabels = 1_000_000;

    /// <summary>
    /// Reads <c>config.json</c> of a model folder, or the file that is named. Keys that BERT does not have are passed over.
    /// </summary>
    /// <exception cref="IO.FileAccessException">The file cannot be read.</exception>
    /// <exception cref="ConfigurationException">
    /// It is not strict JSON, a value has the wrong type, the sizes cannot be, or the model is one that Klue does not run.
    /// </exception>
    public static BertConfig Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var json = JsonFile.ReadObject(Directory.Exists(path) ? Path.Combine(path, FileName) : path);
        var architectures = json.GetStrings("architectures");
        var modelType = ReadModelType(json, architectures);
        RefuseOtherArchitectures(json);

        // Klue's defaults are BertConfig's; RobertaConfig has another vocabulary and padding id.
        var (defaultVocabulary, defaultPadding) = modelType == BertModelType.Roberta ? (50265, 1) : (30522, 0);
        var vocabSize = json.GetInt32("vocab_size", defaultVocabulary, 1);
        var labels = ReadLabels(json);
        var config = new BertConfig
        {
            ModelType = modelType,
            Architectures = architectures,
            VocabSize = vocabSize,
            HiddenSize = json.GetInt32("hidden_size", 768, 1),
            NumHiddenLayers = json.GetInt32("num_hidden_layers", 12, 1),
            NumAttentionHeads = json.GetInt32("num_attention_heads", 12, 1),
            IntermediateSize = json.GetInt32("intermediate_size", 3072, 1),
            HiddenActivation = ReadActivation(json),
            MaxPositionEmbeddings = json.GetInt32("max_position_embeddings", 512, 1),
            TypeVocabSize = json.GetInt32("type_vocab_size", 2, 1),
            LayerNormEpsilon = json.GetPositive("layer_norm_eps", 1e-12),
            PadTokenId = json.GetNullableInt32("pad_token_id", 0) ?? defaultPadding,
            TieWordEmbeddings = json.GetBoolean("tie_word_embeddings", true),
            Labels = labels,
            LabelIds = ReadNumbers(json, "label2id"),
            ProblemType = ReadProblemType(json),
            FunctionToApply = ReadScoreFunction(json),
            KlueTask = ReadTask(json),
            KlueHeadSizes = ReadNumbers(json, "klue_head"),
        };
        config.Validate(json);
        return config;
    }

    private static BertModelType ReadModelType(JsonSection json, IReadOnlyList<string> architectures)
    {
        // The first configs of BERT had no model_type; the class name then tells the two layouts apart.
        var stated = json.GetNullableString("model_type");
        return stated switch
        {
            "bert" => BertModelType.Bert,
            "roberta" => BertModelType.Roberta,
            null when architectures.Any(name => name.StartsWith("Roberta", StringComparison.Ordinal)) => BertModelType.Roberta,
            null => BertModelType.Bert,
            _ => throw json.Error("model_type", "bert or roberta", Quoted.Text(stated)),
        };
    }

    private static void RefuseOtherArchitectures(JsonSection json)
    {
        var positions = json.GetString("position_embedding_type", "absolute");
        if (positions != "absolute")
        {
            throw json.Error("position_embedding_type", "absolute, the one kind that Klue runs", Quoted.Text(positions));
        }

        foreach (var key in (ReadOnlySpan<string>)["is_decoder", "add_cross_attention", "is_encoder_decoder"])
        {
            if (json.GetBoolean(key, false))
            {
                throw json.Error(key, "false, for Klue runs encoders", "true");
            }
        }
    }

    private static Activation ReadActivation(JsonSection json)
    {
        var name = json.GetString("hidden_act", "gelu");
        return name switch
        {
            "gelu" or "gelu_python" => Activation.Gelu,
            "gelu_new" or "gelu_pytorch_tanh" => Activation.GeluTanh,
            "gelu_fast" => Activation.GeluFast,
            "quick_gelu" => Activation.QuickGelu,
            "relu" => Activation.Relu,
            "silu" or "swish" => Activation.Silu,
            "tanh" => Activation.Tanh,
            _ => throw json.Error(
                "hidden_act",
                "gelu, gelu_python, gelu_new, gelu_pytorch_tanh, gelu_fast, quick_gelu, relu, silu, swish or tanh",
                Quoted.Text(name)),
        };
    }

    private static string[] ReadLabels(JsonSection json)
    {
        if (json.GetNullableSection("id2label") is not { } section)
        {
            var count = json.GetNullableInt32("num_labels", 1) ?? 2;
            if (count > MaxLabels)
            {
                throw json.Error("num_labels", $"at most {MaxLabels}", $"{count}");
            }

            return [.. Enumerable.Range(0, count).Select(id => string.Create(CultureInfo.InvariantCulture, $"LABEL_{id}"))];
        }

        // JSON has string keys only; sorted as the numbers they are, they must count 0, 1, 2, ...
        var named = new SortedDictionary<int, string>();
        foreach (var (key, name) in section.EnumerateStrings())
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !named.TryAdd(id, name))
            {
                throw json.Error("id2label", "ids from 0 on as keys, each once", Quoted.Text(key));
            }
        }

        return named.Count == 0 || named.Keys.Last() == named.Count - 1
            ? [.. named.Values]
            : throw json.Error("id2label", "the ids 0, 1, 2, ... without a gap", $"{named.Count} ids up to {named.Keys.Last()}");
    }

    private static Dictionary<string, int> ReadNumbers(JsonSection json, string key) => json.GetNullableSection(key) is { } section
        ? new Dictionary<string, int>(section.EnumerateInt32s(0), StringComparer.Ordinal)
        : [];

    private static KlueTask? ReadTask(JsonSection json) => json.GetNullableString("klue_task") switch
    {
        null => null,
        var name when KlueTaskNames.TryParse(name, out var task) => task,
        var name => throw json.Error("klue_task", string.Join(", ", KlueTaskNames.All), Quoted.Text(name)),
    };

    private static ProblemType? ReadProblemType(JsonSection json)
    {
        var name = json.GetNullableString("problem_type");
        return name switch
        {
            null => null,
            "regression" => Configuration.ProblemType.Regression,
            "single_label_classification" => Configuration.ProblemType.SingleLabelClassification,
            "multi_label_classification" => Configuration.ProblemType.MultiLabelClassification,
            _ => throw json.Error(
                "problem_type", "regression, single_label_classification or multi_label_classification", Quoted.Text(name)),
        };
    }

    private static ScoreFunction? ReadScoreFunction(JsonSection json)
    {
        var name = json.GetNullableString("function_to_apply");
        return name switch
        {
            null => null,
            "none" => ScoreFunction.None,
            "sigmoid" => ScoreFunction.Sigmoid,
            "softmax" => ScoreFunction.Softmax,
            _ => throw json.Error("function_to_apply", "none, sigmoid or softmax", Quoted.Text(name)),
        };
    }

    private void Validate(JsonSection json)
    {
        if (HiddenSize % NumAttentionHeads != 0)
        {
            throw json.Error("num_attention_heads", $"a divisor of hidden_size {HiddenSize}", $"{NumAttentionHeads}");
        }

        if (PadTokenId >= VocabSize)
        {
            throw json.Error("pad_token_id", $"an id below vocab_size {VocabSize}", $"{PadTokenId}");
        }

        if (MaxTokens < 1)
        {
            throw json.Error(
                "max_position_embeddings",
                $"more than pad_token_id {PadTokenId} + 1, where RoBERTa's positions begin",
                $"{MaxPositionEmbeddings}");
        }
    }
}

using Klue.IO;
using Klue.Kernels;

namespace Klue.Configuration;

public sealed partial record SentenceTransformersConfig
{
    /// <summary>The list of modules.</summary>
    public const string ModulesFileName = "modules.json";

    private const string ModuleConfigFileName = "config.json";
    private const string TypePrefix = "sentence_transformers.";
    private const string GeneralFileName = "config_sentence_transformers.json";

    private static readonly string[] TransformerFileNames = ["sentence_bert_config.json", "sentence_roberta_config.json"];

    private static readonly (string Key, PoolingModes Mode)[] PoolingKeys =
    [
        ("pooling_mode_cls_token", PoolingModes.Cls),
        ("pooling_mode_max_tokens", PoolingModes.Max),
        ("pooling_mode_mean_tokens", PoolingModes.Mean),
        ("pooling_mode_mean_sqrt_len_tokens", PoolingModes.MeanSqrtLength),
        ("pooling_mode_weightedmean_tokens", PoolingModes.WeightedMean),
        ("pooling_mode_lasttoken", PoolingModes.LastToken),
    ];

    /// <summary>Reads the files of a folder; those that are missing leave their defaults.</summary>
    /// <exception cref="FileAccessException">The folder or one of its files cannot be read.</exception>
    /// <exception cref="ConfigurationException">
    /// A file is not strict JSON, a value has the wrong type, or a module is one that Klue does not run or stands in the wrong place.
    /// </exception>
    public static SentenceTransformersConfig Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
        {
            throw new FileAccessException(folder, "read", "there is no such folder");
        }

        var modulesFile = Path.Combine(folder, ModulesFileName);
        var config = File.Exists(modulesFile)
            ? ReadModules(folder, modulesFile)
            : new SentenceTransformersConfig { TransformerFolder = folder };
        return WithGeneralFile(folder, WithTransformerFile(config));
    }

    private static SentenceTransformersConfig ReadModules(string folder, string file)
    {
        var entries = JsonFile.ReadObjects(file).OrderBy(entry => entry.GetInt32("idx", null, 0)).ToList();
        if (entries.Count < 2 || ReadType(entries[0]) != "Transformer" || ReadType(entries[1]) != "Pooling")
        {
            var found = string.Join(", then ", entries.Take(2).Select(ReadType).Select(Quoted.Text));
            throw new ConfigurationException(file, null, "a Transformer, then a Pooling", found.Length == 0 ? "no modules" : found);
        }

        return new SentenceTransformersConfig
        {
            HasModulesFile = true,
            TransformerFolder = ReadFolder(folder, entries[0]),
            Modules = [ReadPooling(ReadFolder(folder, entries[1])), .. entries.Skip(2).Select(entry => ReadModule(folder, entry))],
        };
    }

    private static SentenceModule ReadModule(string folder, JsonSection entry)
    {
        var type = ReadType(entry);
        return type switch
        {
            "Dense" => ReadDense(ReadFolder(folder, entry)),
            "Normalize" => new NormalizeModule(),
            _ => throw entry.Error(
                "type", "Dense or Normalize of sentence_transformers after the Pooling", Quoted.Text(entry.GetString("type"))),
        };
    }

    // sentence_transformers.models.Dense; later versions put more levels in between.
    private static string ReadType(JsonSection entry)
    {
        var type = entry.GetString("type");
        return type.StartsWith(TypePrefix, StringComparison.Ordinal) ? type[(type.LastIndexOf('.') + 1)..] : type;
    }

    private static string ReadFolder(string folder, JsonSection entry)
    {
        var path = entry.GetString("path");
        return path is "." or ".." || path.AsSpan().IndexOfAny('/', '\\', ':') >= 0 || path.Any(char.IsControl)
            ? throw entry.Error("path", "nothing, or the plain name of a folder inside this one", Quoted.Text(path))
            : path.Length == 0 ? folder : Path.Combine(folder, path);
    }

    private static PoolingModule ReadPooling(string folder)
    {
        var file = Path.Combine(folder, ModuleConfigFileName);
        if (!File.Exists(file))
        {
            return new PoolingModule(PoolingModes.Mean);
        }

        var json = JsonFile.ReadObject(file);
        var modes = PoolingKeys.Aggregate(PoolingModes.None, (modes, pair) => json.GetBoolean(pair.Key, false) ? modes | pair.Mode : modes);
        return modes == PoolingModes.None
            ? throw new ConfigurationException(file, null, "a pooling mode that is true", "none")
            : new PoolingModule(modes, json.GetNullableInt32("word_embedding_dimension", 1), json.GetBoolean("include_prompt", true));
    }

    private static DenseModule ReadDense(string folder)
    {
        var json = JsonFile.ReadObject(Path.Combine(folder, ModuleConfigFileName));
        var activation = json.GetString("activation_function", "torch.nn.modules.activation.Tanh");
        return new DenseModule(
            folder,
            json.GetInt32("in_features", null, 1),
            json.GetInt32("out_features", null, 1),
            json.GetBoolean("bias", true),
            activation switch
            {
                "torch.nn.modules.linear.Identity" => Activation.None,
                "torch.nn.modules.activation.Tanh" => Activation.Tanh,
                "torch.nn.modules.activation.ReLU" => Activation.Relu,
                "torch.nn.modules.activation.GELU" => Activation.Gelu,
                "torch.nn.modules.activation.SiLU" => Activation.Silu,
                "torch.nn.modules.activation.Sigmoid" => Activation.Sigmoid,
                _ => throw json.Error(
                    "activation_function", "PyTorch's Identity, Tanh, ReLU, GELU, SiLU or Sigmoid", Quoted.Text(activation)),
            });
    }

    private static SentenceTransformersConfig WithTransformerFile(SentenceTransformersConfig config)
    {
        var files = TransformerFileNames.Select(name => Path.Combine(config.TransformerFolder, name));
        if (files.FirstOrDefault(File.Exists) is not { } file)
        {
            return config;
        }

        var json = JsonFile.ReadObject(file);
        return config with
        {
            MaxSequenceLength = json.GetNullableInt32("max_seq_length", 1),
            LowerCase = json.GetBoolean("do_lower_case", false),
        };
    }

    private static SentenceTransformersConfig WithGeneralFile(string folder, SentenceTransformersConfig config)
    {
        var file = Path.Combine(folder, GeneralFileName);
        if (!File.Exists(file))
        {
            return config;
        }

        var json = JsonFile.ReadObject(file);
        var prompts = new Dictionary<string, string>(json.GetNullableSection("prompts")?.EnumerateStrings() ?? [], StringComparer.Ordinal);
        var defaultPrompt = json.GetNullableString("default_prompt_name");
        if (defaultPrompt is not null && !prompts.ContainsKey(defaultPrompt))
        {
            throw json.Error("default_prompt_name", "the name of a prompt", Quoted.Text(defaultPrompt));
        }

        return config with { Prompts = prompts, DefaultPromptName = defaultPrompt, Similarity = ReadSimilarity(json) };
    }

    private static SimilarityFunction ReadSimilarity(JsonSection json)
    {
        var name = json.GetNullableString("similarity_fn_name");
        return name switch
        {
            null or "cosine" => SimilarityFunction.Cosine,
            "dot" => SimilarityFunction.Dot,
            "euclidean" => SimilarityFunction.Euclidean,
            "manhattan" => SimilarityFunction.Manhattan,
            _ => throw json.Error("similarity_fn_name", "cosine, dot, euclidean or manhattan", Quoted.Text(name)),
        };
    }
}

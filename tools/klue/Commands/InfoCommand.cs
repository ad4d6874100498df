using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Klue.Checkpoints;
using Klue.Cli.Output;
using Klue.Configuration;
using Klue.Kernels;
using Klue.Models;

namespace Klue.Cli.Commands;

/// <summary><c>klue info</c>: what a model folder holds, and what this machine computes with.</summary>
internal sealed class InfoCommand : Command, IExampleSource
{
    private readonly CommandHost _host;
    private readonly Option<string?> _model = SharedOptions.Model(EmbeddedModel.Base);
    private readonly Option<bool> _tensors = new("--tensors") { Description = "List every tensor." };
    private readonly Option<bool> _json = SharedOptions.Json();

    public InfoCommand(CommandHost host)
        : base("info", "Show a model's configuration and tensors, and the active instruction set.")
    {
        _host = host;
        Add(_model);
        Add(_tensors);
        Add(_json);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue info",
        "klue info -m klue-bert-base --tensors",
    ];

    private int Run(ParseResult arguments)
    {
        var folder = SharedOptions.ModelFolder(arguments.GetValue(_model), EmbeddedModel.Base, _host);
        using var checkpoint = Checkpoint.Open(folder, BertConfig.Load(folder));
        using var model = BertModel.Load(checkpoint);
        var facts = Facts(folder, checkpoint, model).ToList();
        if (arguments.GetValue(_json))
        {
            WriteJson(facts, checkpoint, arguments.GetValue(_tensors));
        }
        else
        {
            WriteTables(facts, checkpoint, arguments.GetValue(_tensors));
        }

        return ExitCode.Success;
    }

    private static IEnumerable<Fact> Facts(string folder, Checkpoint checkpoint, BertModel model)
    {
        var config = model.Config;
        yield return new("folder", folder);
        yield return new("model_type", config.ModelType.ToString());
        yield return new("architectures", string.Join(", ", config.Architectures));
        yield return new("heads", model.Heads.ToString());
        yield return new("vocab_size", config.VocabSize);
        yield return new("hidden_size", config.HiddenSize);
        yield return new("num_hidden_layers", config.NumHiddenLayers);
        yield return new("num_attention_heads", config.NumAttentionHeads);
        yield return new("intermediate_size", config.IntermediateSize);
        yield return new("hidden_act", config.HiddenActivation.ToString());
        yield return new("max_tokens", config.MaxTokens);
        yield return new("type_vocab_size", config.TypeVocabSize);
        yield return new("layer_norm_eps", config.LayerNormEpsilon);
        yield return new("labels", string.Join(", ", config.Labels));
        yield return new("tensors", checkpoint.Parameters.Count());
        yield return new("parameters", checkpoint.Parameters.Sum(tensor => tensor.ElementCount));
        yield return new("dtypes", string.Join(", ", checkpoint.Parameters.Select(tensor => tensor.Dtype.FileName).Distinct()));
        yield return new("file_bytes", checkpoint.Source.Tensors.Sum(tensor => tensor.ByteLength));
        yield return new("memory_bytes", model.WeightBytes);
        yield return new("instruction_set", KernelInfo.Name(SharedOptions.Kernels().Tier));
        yield return new("fused_multiply_add", KernelInfo.FusedMultiplyAdd);
        yield return new("processors", Environment.ProcessorCount);
        yield return new("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        foreach (var warning in checkpoint.Warnings)
        {
            yield return new("warning", warning);
        }
    }

    private void WriteTables(List<Fact> facts, Checkpoint checkpoint, bool tensors)
    {
        facts.WriteTable(_host);
        if (tensors)
        {
            var list = new TextTable("tensor", "dtype", "shape", "bytes");
            foreach (var tensor in checkpoint.Source.Tensors)
            {
                list.AddRow(tensor.Name, tensor.Dtype.FileName, $"{tensor.Shape}", string.Create(CultureInfo.InvariantCulture, $"{tensor.ByteLength:N0}"));
            }

            list.Write(_host, header: false);
        }
    }

    private void WriteJson(List<Fact> facts, Checkpoint checkpoint, bool tensors)
    {
        using var writer = new JsonRowWriter(_host.Output);
        writer.Write(json =>
        {
            json.WriteStartObject();
            facts.WriteFields(json);
            if (tensors)
            {
                json.WriteStartArray("tensor_list");
                foreach (var tensor in checkpoint.Source.Tensors)
                {
                    json.WriteStartObject();
                    json.WriteString("name", tensor.Name);
                    json.WriteString("dtype", tensor.Dtype.FileName);
                    json.WriteString("shape", $"{tensor.Shape}");
                    json.WriteNumber("bytes", tensor.ByteLength);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        });
    }
}

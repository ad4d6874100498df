using System.Globalization;
using Klue.IO;

namespace Klue.Bench.Peers.Onnx;

/// <summary>An ONNX model in the making (<c>ModelProto</c> of onnx.proto): what a BERT needs of it and no more.</summary>
internal sealed class OnnxGraph
{
    /// <summary>Before the name of an operator that ONNX Runtime adds to the standard's.</summary>
    public const string Microsoft = "com.microsoft.";

    private const int IrVersion = 8;
    private const int OperatorSetVersion = 17;
    private const int InitializerField = 5;
    private const int GraphField = 7;

    private readonly ProtobufMessage _graph = new();
    private readonly Dictionary<string, OnnxTensor> _constants = new(StringComparer.Ordinal);
    private int _names;

    /// <summary>Declares an input; a dimension is a number or a name.</summary>
    public string Input(string name, OnnxElementType type, params string[] dimensions)
    {
        Declare(11, name, type, dimensions);
        return name;
    }

    /// <summary>Makes a value an output under the given name; a dimension is a number or a name.</summary>
    public void Output(string name, string value, OnnxElementType type, params string[] dimensions)
    {
        AddNode("Identity", [value], [name], []);
        Declare(12, name, type, dimensions);
    }

    /// <summary>A constant, made once for its name.</summary>
    public string Constant<T>(string name, Func<T[]> elements, params long[] shape)
        where T : unmanaged
    {
        if (!_constants.ContainsKey(name))
        {
            _constants.Add(name, OnnxTensor.Of(name, elements(), shape));
        }

        return name;
    }

    /// <summary>Applies an operator and returns the name of its result; an empty input stands for one that is left out.</summary>
    public string Node(string operation, string[] inputs, params OnnxAttribute[] attributes) => Node(operation, inputs, 1, attributes)[0];

    /// <summary>Applies an operator with several results.</summary>
    public string[] Node(string operation, string[] inputs, int outputCount, params OnnxAttribute[] attributes)
    {
        string[] outputs = [.. Enumerable.Range(0, outputCount).Select(_ => NewName(operation))];
        AddNode(operation, inputs, outputs, attributes);
        return outputs;
    }

    /// <summary>Writes the model's file.</summary>
    /// <exception cref="FileAccessException">It cannot be written.</exception>
    public void Save(string path)
    {
        _graph.Add(2, "bert");
        var head = new ProtobufMessage().Add(1, IrVersion).Add(2, "klue-bench-peers");
        head.Add(8, new ProtobufMessage().Add(1, "").Add(2, OperatorSetVersion));
        head.Add(8, new ProtobufMessage().Add(1, Microsoft.TrimEnd('.')).Add(2, 1));
        head.Announce(GraphField, _graph.Length + _constants.Values.Sum(tensor => ProtobufMessage.AnnouncedLength(InitializerField, tensor.Length)));

        using var file = AtomicFile.Create(path);
        head.WriteTo(file);
        _graph.WriteTo(file);
        foreach (var tensor in _constants.Values)
        {
            new ProtobufMessage().Announce(InitializerField, tensor.Length).WriteTo(file);
            tensor.WriteTo(file);
        }

        file.Commit();
    }

    private void AddNode(string operation, string[] inputs, string[] outputs, OnnxAttribute[] attributes)
    {
        var node = new ProtobufMessage();
        Array.ForEach(inputs, input => node.Add(1, input));
        Array.ForEach(outputs, output => node.Add(2, output));
        var isMicrosoft = operation.StartsWith(Microsoft, StringComparison.Ordinal);
        node.Add(3, NewName("node")).Add(4, isMicrosoft ? operation[Microsoft.Length..] : operation);
        Array.ForEach(attributes, attribute => node.Add(5, attribute.Message));
        if (isMicrosoft)
        {
            node.Add(7, Microsoft.TrimEnd('.'));
        }

        _graph.Add(1, node);
    }

    private void Declare(int field, string name, OnnxElementType type, string[] dimensions)
    {
        var shape = new ProtobufMessage();
        foreach (var dimension in dimensions)
        {
            var isNumber = long.TryParse(dimension, CultureInfo.InvariantCulture, out var size);
            shape.Add(1, isNumber ? new ProtobufMessage().Add(1, size) : new ProtobufMessage().Add(2, dimension));
        }

        var tensor = new ProtobufMessage().Add(1, (int)type).Add(2, shape);
        _graph.Add(field, new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor)));
    }

    private string NewName(string hint) => $"{hint}_{_names++}";
}

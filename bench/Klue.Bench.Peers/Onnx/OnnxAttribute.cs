namespace Klue.Bench.Peers.Onnx;

/// <summary>An attribute of a node (<c>AttributeProto</c>).</summary>
internal sealed class OnnxAttribute
{
    private const int NameField = 1;
    private const int FloatField = 2;
    private const int IntField = 3;
    private const int IntsField = 8;
    private const int TypeField = 20;

    private OnnxAttribute(string name, Action<ProtobufMessage> addValue, int type)
    {
        Message.Add(NameField, name);
        addValue(Message);
        Message.Add(TypeField, type);
    }

    /// <summary>The attribute as it is written.</summary>
    public ProtobufMessage Message { get; } = new();

    public static OnnxAttribute Float(string name, double value) => new(name, message => message.Add(FloatField, (float)value), type: 1);

    public static OnnxAttribute Int(string name, long value) => new(name, message => message.Add(IntField, value), type: 2);

    public static OnnxAttribute Ints(string name, params long[] values) =>
        new(name, message => Array.ForEach(values, value => message.Add(IntsField, value)), type: 7);
}

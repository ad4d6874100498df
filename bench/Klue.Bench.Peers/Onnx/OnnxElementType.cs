namespace Klue.Bench.Peers.Onnx;

/// <summary>Element types, numbered as <c>TensorProto.DataType</c> of onnx.proto.</summary>
internal enum OnnxElementType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
}

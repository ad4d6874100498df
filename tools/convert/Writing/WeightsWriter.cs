using System.Buffers;
using System.Text.Json;
using Klue.Checkpoints;
using Klue.Conversion.Packing;
using Klue.IO;
using Klue.Safetensors;

namespace Klue.Conversion.Writing;

/// <summary>Writes the tensors of a plan, converted, part by part: memory does not grow with the model. The next part is read while one is written.</summary>
/// <param name="source">The weights.</param>
/// <param name="output">Takes the new files.</param>
/// <param name="progress">Told of every part's bytes as they are written.</param>
/// <param name="cancellationToken">Checked between parts.</param>
internal sealed class WeightsWriter(ITensorSource source, OutputTransaction output, Action<long> progress, CancellationToken cancellationToken)
{
    private const int PackedAlignment = 64;

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    private readonly ElementConversion _conversion = new();
    private byte[] _read = new byte[ElementConversion.MostElements * sizeof(double)];
    private byte[] _written = new byte[ElementConversion.MostElements * sizeof(double)];

    /// <summary>Writes plain tensors.</summary>
    /// <param name="shards">The tensors of each file of the target.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="metadata">What every file says of itself.</param>
    /// <exception cref="KlueException">The source breaks a rule, or a file cannot be written.</exception>
    public void Write(IReadOnlyList<IReadOnlyList<PlannedTensor>> shards, WeightsTarget target, IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var (name, tensors) in target.Names.Zip(shards))
        {
            var writer = output.Add(SafetensorsWriter.Create(target.PathOf(name), tensors.Select(tensor => tensor.Target), metadata));
            WriteTensors(writer, tensors);
        }

        if (target.HasIndex)
        {
            output.Add(AtomicFile.Create(target.PathOf(TensorSource.IndexFile))).Write(Index(shards, target));
        }
    }

    /// <summary>Writes the matrices of the encoder in the engine's own layout, each on a boundary of 64 bytes, and the other tensors behind.</summary>
    /// <exception cref="KlueException">The source breaks a rule, or a file cannot be written.</exception>
    public void WritePacked(ConversionPlan plan, WeightsTarget target, IReadOnlyDictionary<string, string> metadata, IMatrixMaker maker)
    {
        var tensors = plan.Tensors.Select(tensor => tensor.Target).Concat(plan.Matrices.SelectMany(matrix => matrix.Targets));
        var writer = output.Add(SafetensorsWriter.Create(target.PathOf(target.Names[0]), tensors, metadata, PackedAlignment));
        foreach (var matrix in plan.Matrices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var packed = maker.Make(matrix);
            packed.Visit(new PartWriter(writer, matrix.Matrix.Name, progress, cancellationToken));
        }

        WriteTensors(writer, plan.Tensors);
    }

    private void WriteTensors(SafetensorsWriter writer, IReadOnlyList<PlannedTensor> tensors)
    {
        var planned = tensors.ToDictionary(tensor => tensor.Target.Name, StringComparer.Ordinal);
        var writing = Task.CompletedTask;
        try
        {
            foreach (var placed in writer.Tensors)
            {
                if (!planned.TryGetValue(placed.Name, out var tensor))
                {
                    continue;
                }

                for (var first = 0L; first < placed.ElementCount; first += ElementConversion.MostElements)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var count = Math.Min(placed.ElementCount - first, ElementConversion.MostElements);
                    var length = (int)(count * placed.Dtype.BitWidth / 8);
                    _conversion.Read(source, tensor, first, _read.AsSpan(0, length));
                    writing.GetAwaiter().GetResult();
                    (_read, _written) = (_written, _read);
                    writing = Task.Run(() => Write(writer, placed.Name, length), CancellationToken.None);
                }
            }
        }
        finally
        {
            // Nobody disposes of a file that is still being written.
            writing.GetAwaiter().GetResult();
        }
    }

    private void Write(SafetensorsWriter writer, string tensor, int length)
    {
        writer.Write(tensor, _written.AsSpan(0, length));
        progress(length);
    }

    // As HF writes it: names in order, the size of all tensors together.
    private static ReadOnlySpan<byte> Index(IReadOnlyList<IReadOnlyList<PlannedTensor>> shards, WeightsTarget target)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata"u8);
            json.WriteNumber("total_size"u8, shards.Sum(shard => shard.Sum(tensor => tensor.Target.ByteLength)));
            json.WriteEndObject();
            json.WriteStartObject("weight_map"u8);
            var places = target.Names.Zip(shards).SelectMany(file => file.Second.Select(tensor => (tensor.Target.Name, File: file.First)));
            foreach (var (name, file) in places.OrderBy(place => place.Name, StringComparer.Ordinal))
            {
                json.WriteString(name, file);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }
}

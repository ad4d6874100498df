using System.Buffers;
using System.Text.Json;
using Klue.Checkpoints;
using Klue.Conversion.Packing;
using Klue.IO;
using Klue.Safetensors;

namespace Klue.Conversion.Writing;

/// <summary>Writes the tensors of a plan, converted, part by part: memory does not grow with the model.</summary>
/// <param name="source">The weights.</param>
/// <param name="output">Takes the new files.</param>
/// <param name="progress">Told of every part's bytes as they are written.</param>
/// <param name="cancellationToken">Checked between parts.</param>
internal sealed class WeightsWriter(ITensorSource source, OutputTransaction output, Action<long> progress, CancellationToken cancellationToken)
{
    private const int PackedAlignment = 64;

    // The system lets one thread at a time write a file. While one does, another reads or converts what comes next; each keeps its
    // part in its own core's cache from reading to writing.
    private const int Threads = 2;

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

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
        var parts = new TensorParts(writer.DataBegin, writer.Tensors, tensors);
        var threads = new Task[Threads];
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i] = Task.Factory.StartNew(() => WriteParts(writer, parts), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        // All have ended before a fault of one is told: nobody disposes of a file that is still being written.
        Task.WhenAll(threads).GetAwaiter().GetResult();
    }

    private void WriteParts(SafetensorsWriter writer, TensorParts parts)
    {
        var conversion = new ElementConversion();
        var buffer = new byte[ElementConversion.MostElements * sizeof(double)];
        try
        {
            while (parts.Next() is { } part)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var bytes = buffer.AsSpan(0, part.ByteLength);
                conversion.Read(source, part.Tensor, part.First, bytes);
                writer.Write(part.Tensor.Target.Name, part.ByteOffset, bytes);
                progress(bytes.Length);
            }
        }
        catch
        {
            parts.Stop();
            throw;
        }
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

using System.Diagnostics.CodeAnalysis;

namespace Klue.Checkpoints;

/// <summary>
/// Named tensors behind one door, be they in one file or in many shards. Opening checks everything there is to check, so that
/// reading can only fail with the device. Reading is thread-safe; disposing while another thread reads is not.
/// </summary>
public interface ITensorSource : IDisposable
{
    /// <summary>The file or index that was opened.</summary>
    string Path { get; }

    /// <summary>All tensors, in the order of their data.</summary>
    IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>One-line remarks about oddities that harm nothing, such as a tensor that the index does not name.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>Looks a tensor up by its exact name.</summary>
    bool TryGetTensor(string name, [NotNullWhen(true)] out TensorInfo? tensor);

    /// <summary>The file that holds the tensor of this name, for messages; <see cref="Path"/> when there is no such tensor.</summary>
    string FileOf(string name);

    /// <summary>Copies the tensor's bytes from <paramref name="offset"/> on, as many as <paramref name="destination"/> takes.</summary>
    /// <exception cref="CheckpointException">There is no tensor of this name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the tensor.</exception>
    /// <exception cref="IO.FileAccessException">The file cannot be read any more.</exception>
    void ReadBytes(string name, long offset, Span<byte> destination);
}

namespace Klue.Checkpoints;

/// <summary>The weights do not hold what the model needs: a tensor is missing, misshapen or of a type that is no weight.</summary>
public sealed class CheckpointException : KlueException
{
    internal CheckpointException(string file, string? tensor, string expected, string found)
        : base(tensor is null
            ? $"{Quoted.Text(file)}: expected {expected}, found {found}"
            : $"{Quoted.Text(file)}: tensor {Quoted.Text(tensor)}: expected {expected}, found {found}")
    {
        (File, Tensor, Expected, Found) = (file, tensor, expected, found);
    }

    /// <summary>The file or folder of the weights.</summary>
    public string File { get; }

    /// <summary>The tensor, or null when the error is about none in particular.</summary>
    public string? Tensor { get; }

    /// <summary>What the model needs.</summary>
    public string Expected { get; }

    /// <summary>What the file holds.</summary>
    public string Found { get; }
}

using Klue.Kernels;
using Klue.Safetensors;
using Microsoft.Extensions.Options;

namespace Klue.Extensions.AI;

/// <summary>Finds what is wrong with options before anything is loaded, all of it at once.</summary>
/// <param name="optionsName">The options that are checked; those of other names are others'.</param>
internal sealed class KlueOptionsValidation(string optionsName) : IValidateOptions<KlueOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, KlueOptions options)
    {
        if (name != optionsName)
        {
            return ValidateOptionsResult.Skip;
        }

        var faults = FaultsOf(options).Select(fault => optionsName.Length == 0 ? $"Klue: {fault}" : $"Klue '{optionsName}': {fault}").ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(KlueOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Folder))
        {
            yield return $"{nameof(options.Folder)} is not set; expected a model folder.";
        }
        else if (!Directory.Exists(options.Folder))
        {
            yield return $"{nameof(options.Folder)} is '{options.Folder}', and there is no such folder (seen from '{Environment.CurrentDirectory}').";
        }

        foreach (var (name, value) in (IEnumerable<(string, int?)>)
            [(nameof(options.Threads), options.Threads), (nameof(options.TokensPerBatch), options.TokensPerBatch), (nameof(options.MaxLength), options.MaxLength)])
        {
            if (value < 1)
            {
                yield return $"{name} is {value}; expected 1 or more.";
            }
        }

        if (options.Weights is { } weights && !Enum.IsDefined(weights))
        {
            yield return $"{nameof(options.Weights)} is {weights}; expected {string.Join(", ", Enum.GetNames<WeightFormat>())}.";
        }

        if (!Enum.IsDefined(options.Access))
        {
            yield return $"{nameof(options.Access)} is {options.Access}; expected {string.Join(", ", Enum.GetNames<SafetensorsAccess>())}.";
        }
    }
}

using Klue.Conversion.Torch;

namespace Klue.Conversion.Pickles;

/// <summary>What a pickle's program left.</summary>
/// <param name="Value">The one value on the stack at STOP.</param>
/// <param name="Foreigns">Every foreign name that was asked for, whatever became of it.</param>
/// <param name="Storages">Every storage that a persistent id named.</param>
/// <param name="Length">The bytes of the pickle, STOP included.</param>
internal sealed record Pickle(PickleValue Value, IReadOnlyList<PickleForeign> Foreigns, TorchStorages Storages, int Length);

namespace Klue.Server.State;

/// <summary>A served model: its name, the tasks it can do, the most tokens of a text and the width of its vectors.</summary>
internal sealed record ModelInfo(string Name, string[] Tasks, int MaxInputLength, int HiddenSize)
{
    public static ModelInfo Of(ServedModel model) => new(
        model.Name,
        [.. TaskNames.All.Where(task => model.Can(task)).Select(TaskNames.Of)],
        model.MaxInputLength,
        model.Model.Config.HiddenSize);
}

using System.Diagnostics;
using Klue.Diagnostics;

namespace Klue.Core.Tests.Diagnostics;

/// <summary>The activities of one model, as a listener hears them when they end.</summary>
internal sealed class ActivityRecord : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly List<Activity> _activities = [];

    /// <param name="model">The model's name.</param>
    /// <param name="started">Called when an activity begins, on its thread.</param>
    public ActivityRecord(string model, Action? started = null)
    {
        var thread = Environment.CurrentManagedThreadId;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == KlueDiagnostics.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ =>
            {
                if (Environment.CurrentManagedThreadId == thread)
                {
                    started?.Invoke();
                }
            },
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem(KlueDiagnostics.ModelTag) as string == model)
                {
                    lock (_activities)
                    {
                        _activities.Add(activity);
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Activities => _activities;

    public void Dispose() => _listener.Dispose();
}

namespace Klue.Bench.Timing;

/// <summary>Whoever wants to know how far a run has come. Called only between timings.</summary>
internal interface IBenchProgress
{
    /// <summary>A suite of so many steps begins.</summary>
    void Begin(string suite, int steps);

    /// <summary>A step is done.</summary>
    void Advance();
}

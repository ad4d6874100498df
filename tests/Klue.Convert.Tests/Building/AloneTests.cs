namespace Klue.Convert.Tests.Building;

[CollectionDefinition(Effort.Alone, DisableParallelization = true)]
public sealed class AloneTests;

using Klue.Pipelines;

namespace Klue.Server.Batching;

/// <summary>A sequence in a batch and the request that waits for it.</summary>
internal readonly record struct BatchItem(BatchRequest Request, PipelineSequence Sequence);

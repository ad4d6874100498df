namespace Klue.Kernels;

/// <summary>The part of a matrix product that one thread does at a time.</summary>
internal readonly record struct GemmChunk(int FirstRow, int Rows, int FirstPanel, int Panels);

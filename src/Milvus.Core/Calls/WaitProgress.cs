namespace Milvus.Core.Calls;

/// <summary>The progress of a server job that is waited for.</summary>
/// <param name="Percent">0 to 100, or null if unknown.</param>
/// <param name="Status">A short text: the indexed and total rows, or the state.</param>
internal readonly record struct WaitProgress(int? Percent, string Status);

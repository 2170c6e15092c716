namespace Milvus;

/// <summary>The progress of a wait for the server.</summary>
/// <param name="Percent">0 to 100, or null if unknown.</param>
/// <param name="Status">A few words: rows indexed of rows total, or the state.</param>
internal readonly record struct WaitProgress(int? Percent, string Status);

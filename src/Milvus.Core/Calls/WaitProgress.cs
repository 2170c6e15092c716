namespace Milvus;

/// <summary>How far a wait for the server has come.</summary>
/// <param name="Percent">0 to 100, or null while the server cannot tell.</param>
/// <param name="Status">A few words: rows indexed of rows total, or the state.</param>
internal readonly record struct WaitProgress(int? Percent, string Status);

namespace Milvus.Embedded.Storage;

/// <summary>How far a log is written.</summary>
/// <param name="Generation">The salts of the log, which SQLite changes each time it begins again at the start of the file.</param>
/// <param name="Frames">The number of frames up to the last commit.</param>
internal readonly record struct LogPosition(ulong Generation, long Frames);

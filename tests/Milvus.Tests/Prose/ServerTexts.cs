namespace Milvus.Tests.Prose;

/// <summary>
/// The table of error texts of servers: those of Milvus, which the engine also uses. A test asserts the code or the id of an error, and
/// refers to its text here. If a text changes, only this table changes.
/// </summary>
internal static partial class ServerTexts;

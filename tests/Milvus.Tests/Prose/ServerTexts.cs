namespace Milvus.Tests.Prose;

/// <summary>
/// The one table of what servers say in errors, word for word: Milvus' own words, which the engine says too. A test asserts the code of
/// an error, or its id, and names its text here. Where the words change, they change in this table.
/// </summary>
internal static partial class ServerTexts;

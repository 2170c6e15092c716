namespace Milvus.Formats.Json;

/// <summary>How the rows of a JSON file follow each other.</summary>
internal enum JsonLayout
{
    /// <summary>As the file has them: objects one after another, arrays of rows, or {"rows": [...]}, also several of them.</summary>
    Any,

    /// <summary>Values one after another, each a row.</summary>
    Sequence,

    /// <summary>One array of rows, or {"rows": [...]}, and nothing after it.</summary>
    List,
}

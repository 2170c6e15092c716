namespace Milvus;

/// <summary>Lists of the model.</summary>
internal static class Lists
{
    /// <summary>
    /// The list in a form whose elements PowerShell finds by their number: of what a collection expression makes for an interface it sees
    /// no indexer, and gives null.
    /// </summary>
    internal static IReadOnlyList<T> Indexable<T>(IReadOnlyList<T> list) => list is T[] or List<T> ? list : list.ToArray();
}

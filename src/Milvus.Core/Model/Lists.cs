namespace Milvus.Core.Model;

/// <summary>Lists of the model.</summary>
internal static class Lists
{
    /// <summary>
    /// The list in a form that PowerShell can index. A collection expression for an interface has no indexer, so PowerShell would return
    /// null.
    /// </summary>
    internal static IReadOnlyList<T> Indexable<T>(IReadOnlyList<T> list) => list is T[] or List<T> ? list : list.ToArray();
}

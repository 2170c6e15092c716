using Milvus.Embedded.Columns;
using Milvus.Embedded.Records;

namespace Milvus.Embedded.Index.Selection;

/// <summary>
/// Moves vectors out of memory whose index searches codes. They are read from a file beside the database when the best hits are compared
/// again.
/// </summary>
internal static class VectorPlacement
{
    /// <summary>Vectors of fewer rows stay in memory: they are short, and each file costs more than it saves.</summary>
    public const int FileFrom = 5000;

    /// <summary>Moves the vectors of a collection, where it has enough rows.</summary>
    /// <param name="columns">The columns of the collection.</param>
    /// <param name="indexes">Its indexes.</param>
    /// <param name="rows">The number of its rows, also of those that are still to be read.</param>
    /// <param name="database">The path of the database; null if it is in memory, as its vectors then are.</param>
    public static void Apply(ColumnSet columns, IEnumerable<IndexEntry> indexes, long rows, string? database)
    {
        if (database is null || rows < FileFrom)
        {
            return;
        }

        foreach (var index in indexes)
        {
            if (columns.Find(index.Field.Name) is VectorColumn column
                && VectorIndexFactory.IsCoded(index.Type, column.Type, index.GetParameters()))
            {
                column.MoveToFile(database);
            }
        }
    }
}

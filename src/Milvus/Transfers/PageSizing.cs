namespace Milvus.Transfers;

/// <summary>
/// The number of rows of a page: as many as fit into some megabytes, so that memory stays bounded however large rows are. It begins with
/// an estimate by the schema, and follows the pages that were read.
/// </summary>
internal sealed class PageSizing(Collection schema, int maxRows)
{
    private const long PageBytes = 8 << 20;
    private const int MaxRowsOfPage = 16_384;

    // What a text or a JSON value is assumed to need before one was read.
    private const int AssumedBytes = 1024;

    private long _bytesOfRow = Math.Max(8, schema.Field.Sum(Estimate) + (schema.EnableDynamicField ? AssumedBytes : 0));

    /// <summary>The number of rows of the next page.</summary>
    internal int Rows => (int)Math.Clamp(PageBytes / Volatile.Read(ref _bytesOfRow), 1, Math.Min(maxRows, MaxRowsOfPage));

    /// <summary>Takes the size of a page into account.</summary>
    internal void Observe(int rows, long bytes)
    {
        if (rows > 0)
        {
            Volatile.Write(ref _bytesOfRow, Math.Max(1, bytes / rows));
        }
    }

    private static long Estimate(Field field) => Core.Types.FieldTypes.Of(field.Type) switch
    {
        { Family: Core.Types.FieldFamily.BitVector } => (field.Dimension ?? 8) / 8,
        { IsVector: true, Family: not Core.Types.FieldFamily.SparseVector } => (field.Dimension ?? 256) * 4L,
        { Number: not null } => 8,
        { Family: Core.Types.FieldFamily.Boolean } => 1,
        _ => AssumedBytes,
    };
}

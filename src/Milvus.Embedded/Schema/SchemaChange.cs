using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>The effect of a schema change on existing rows and indexes.</summary>
/// <param name="Added">The added fields; those of structs have their full names.</param>
/// <param name="Dropped">The ids of the dropped fields, whose indexes are dropped too.</param>
/// <param name="Indexes">The added indexes.</param>
internal sealed record SchemaChange(IReadOnlyList<FieldSchema> Added, IReadOnlyList<long> Dropped, IReadOnlyList<IndexEntry> Indexes)
{
    public static SchemaChange None { get; } = new([], [], []);

    public static SchemaChange Adding(IReadOnlyList<FieldSchema> fields) => None with { Added = fields };

    public static SchemaChange Dropping(IReadOnlyList<long> fields) => None with { Dropped = fields };
}

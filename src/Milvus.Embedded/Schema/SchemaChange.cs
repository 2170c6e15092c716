using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>What a change of a schema does to the rows that are there.</summary>
/// <param name="Added">Fields that come, those of structs under their full names.</param>
/// <param name="Dropped">The ids of fields that go, with their indexes.</param>
/// <param name="Indexes">Indexes that come.</param>
internal sealed record SchemaChange(IReadOnlyList<FieldSchema> Added, IReadOnlyList<long> Dropped, IReadOnlyList<IndexEntry> Indexes)
{
    public static SchemaChange None { get; } = new([], [], []);

    public static SchemaChange Adding(IReadOnlyList<FieldSchema> fields) => None with { Added = fields };

    public static SchemaChange Dropping(IReadOnlyList<long> fields) => None with { Dropped = fields };
}

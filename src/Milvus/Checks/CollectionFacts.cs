using Milvus.Core.Types;

namespace Milvus.Checks;

/// <summary>
/// What was measured of a collection. A value is null if it could not be measured; <see cref="Unknown"/> then has its name, unless another
/// fact says why: the rows of a collection that is not loaded cannot be counted.
/// </summary>
/// <param name="Collection">Its schema.</param>
internal sealed record CollectionFacts(Collection Collection)
{
    internal IReadOnlyList<Index>? Indexes { get; init; }

    /// <summary>NotLoad, Loading or Loaded.</summary>
    internal string? LoadState { get; init; }

    /// <summary>The loaded percentage of a collection that is being loaded.</summary>
    internal int? LoadPercent { get; init; }

    /// <summary>Why the load failed, in the words of the server; null if it did not.</summary>
    internal string? LoadFailure { get; init; }

    /// <summary>The counted rows.</summary>
    internal long? Counted { get; init; }

    /// <summary>The statistic of the server: sealed rows, also deleted ones.</summary>
    internal long? Statistic { get; init; }

    /// <summary>The partitions, with their statistics, and their load states if the collection has no partition key.</summary>
    internal IReadOnlyList<Partition>? Partitions { get; init; }

    /// <summary>The stored segments; null if the server does not merge segments.</summary>
    internal IReadOnlyList<Segment>? Segments { get; init; }

    /// <summary>The first rows; null if none could be read.</summary>
    internal RowSample? Sample { get; init; }

    /// <summary>Keys that are stored more than once; some of them if there are many, and none if not all keys were read.</summary>
    internal IReadOnlyList<object> DoubledKeys { get; init; } = [];

    /// <summary>Whether the server changes the description and the consistency level of a collection. Others ignore a change.</summary>
    internal bool CanAlterSchema { get; init; }

    /// <summary>Whether each read includes all writes, whatever the consistency level.</summary>
    internal bool HasCurrentReads { get; init; }

    /// <summary>What could not be read because a privilege or a call is missing.</summary>
    internal IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>The end of each cure: the database, if it is not that of the connection.</summary>
    internal string Suffix { get; init; } = string.Empty;

    /// <summary>The number of rows: counted, or else the statistic.</summary>
    internal long? Rows => Counted ?? Statistic;

    internal bool IsLoaded => LoadState == "Loaded";

    internal bool HasPartitionKey => Collection.Field.Any(candidate => candidate.PartitionKey);

    /// <summary>The fields with vectors, also those in structs, which are named struct[field].</summary>
    internal IEnumerable<Field> Vectors =>
        from whole in Collection.Field
        from vector in whole.StructField.Count == 0
            ? [whole]
            : whole.StructField.Select(inner => new Field
            {
                Name = $"{whole.Name}[{inner.Name}]",
                Type = inner.Type,
                ElementType = inner.ElementType,
                Dimension = inner.Dimension,
            })
        where FieldTypes.Of(vector.Type) is { IsVector: true } or { Family: FieldFamily.VectorList }
        select vector;

    /// <summary>The index of a field; null if it has none.</summary>
    internal Index? FindIndex(Field field) => Indexes?.FirstOrDefault(index => index.Field == field.Name);

    /// <summary>The bytes of the dense and binary vectors of a row.</summary>
    internal long VectorBytes => Collection.Field.Sum(vector => FieldTypes.Of(vector.Type).CountBytes(vector.Dimension ?? 0));
}

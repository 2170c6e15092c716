using System.Collections.Immutable;

namespace Milvus.Tests.Crash;

/// <summary>The expected content of a database: the numbers of rows by key, and the names of objects.</summary>
internal sealed record StoredState(
    ImmutableSortedDictionary<long, long> Rows,
    ImmutableSortedSet<string> Indexes,
    ImmutableSortedSet<string> Partitions,
    ImmutableSortedSet<string> Collections,
    ImmutableSortedSet<string> Fields,
    ImmutableSortedSet<string> Snapshots)
{
    public bool IsSearchable => Indexes.Contains("v");

    public bool Is(StoredState other) => Rows.SequenceEqual(other.Rows) && Indexes.SetEquals(other.Indexes)
        && Partitions.SetEquals(other.Partitions) && Collections.SetEquals(other.Collections)
        && Fields.SetEquals(other.Fields) && Snapshots.SetEquals(other.Snapshots);

    public StoredState With(IEnumerable<KeyValuePair<long, long>> rows) => this with { Rows = Rows.SetItems(rows) };

    public StoredState Without(IEnumerable<long> keys) => this with { Rows = Rows.RemoveRange(keys) };

    /// <summary>A short description of the difference of two states.</summary>
    public string Difference(StoredState other)
    {
        var rows = Rows.Except(other.Rows).Concat(other.Rows.Except(Rows)).Select(row => row.Key).Distinct().ToArray();
        return $"rows {Rows.Count}/{other.Rows.Count} ({rows.Length} differ: {string.Join(',', rows.Take(5))}), indexes "
            + $"{Names(Indexes)}/{Names(other.Indexes)}, "
            + $"partitions {Names(Partitions)}/{Names(other.Partitions)}, collections {Names(Collections)}/{Names(other.Collections)}, "
            + $"fields {Names(Fields)}/{Names(other.Fields)}, snapshots {Names(Snapshots)}/{Names(other.Snapshots)}";
    }

    private static string Names(IEnumerable<string> names) => string.Join('+', names);
}

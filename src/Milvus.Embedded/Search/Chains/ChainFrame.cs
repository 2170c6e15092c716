using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Chains;

/// <summary>
/// The hits of one query on their way through a chain: fields are read from their rows, what the chain computed stands beside them.
/// What a function computes is a 32-bit float, as servers keep it, and null where it has no value.
/// </summary>
internal sealed class ChainFrame
{
    public const string Score = "$score";
    public const string Id = "$id";

    private readonly ColumnSet _columns;
    private readonly Dictionary<string, float?[]> _computed;

    private ChainFrame(ColumnSet columns, IReadOnlyList<Hit> hits, Dictionary<string, float?[]> computed)
    {
        _columns = columns;
        Hits = hits;
        _computed = computed;
    }

    public IReadOnlyList<Hit> Hits { get; }

    public static ChainFrame Of(ColumnSet columns, IReadOnlyList<Hit> hits, IEnumerable<float> scores) =>
        new(columns, hits, new(StringComparer.Ordinal) { [Score] = [.. scores.Select(score => (float?)score)] });

    /// <summary>What identifies a hit in every search: the key of its row, and the element of an array of structs.</summary>
    public (object Key, int Element) IdentityAt(int place) => (KeyColumn.Value(_columns.PrimaryKey, Hits[place].Row), Hits[place].Element);

    /// <summary>A hit that has no score counts as scored with 0.</summary>
    public float ScoreAt(int place) => _computed[Score][place] ?? 0;

    public double? NumberAt(string name, int place)
    {
        if (_computed.TryGetValue(name, out var values))
        {
            return values[place];
        }

        var column = Field(name);
        return column.IsNull(Hits[place].Row) ? null : Aggregate.Number(column, Hits[place].Row);
    }

    /// <summary>Whether there is nothing to sort by: a null, or no number.</summary>
    public bool IsMissing(string name, int place) => _computed.TryGetValue(name, out var values)
        ? values[place] is not { } value || float.IsNaN(value)
        : Field(name).IsNull(Hits[place].Row);

    /// <summary>Compares two places that miss nothing.</summary>
    public int Compare(string name, int left, int right) => _computed.TryGetValue(name, out var values)
        ? values[left]!.Value.CompareTo(values[right]!.Value)
        : RowOrder.Compare(Field(name), Hits[left].Row, Hits[right].Row);

    /// <summary>What places of one group have in common.</summary>
    public string GroupAt(string field, int place) => GroupKey.ValueOf(Field(field), Hits[place].Row);

    public ChainFrame With(string name, float?[] values) => new(_columns, Hits, new(_computed, StringComparer.Ordinal) { [name] = values });

    /// <summary>Only these places, in this order.</summary>
    public ChainFrame Pick(IReadOnlyList<int> places) => new(
        _columns,
        [.. places.Select(place => Hits[place])],
        _computed.ToDictionary(pair => pair.Key, pair => places.Select(place => pair.Value[place]).ToArray(), StringComparer.Ordinal));

    /// <summary>The rows as they are answered.</summary>
    public IReadOnlyList<RankedRow> Rows() => [.. Hits.Select((hit, place) => new RankedRow(hit.Row, ScoreAt(place), hit.Element))];

    private Column Field(string name) => name == Id ? _columns.PrimaryKey : _columns.Find(name)!;
}

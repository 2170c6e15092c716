using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Chains;

/// <summary>
/// The hits of one query in a function chain. Fields are read from the rows of the hits, computed columns are stored in the frame. A
/// computed value is a float32, as in Milvus, or null.
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

    /// <summary>The identity of a hit across searches: the key of its row and its element in an array of structs.</summary>
    public (object Key, int Element) IdentityAt(int place) => (KeyColumn.Value(_columns.PrimaryKey, Hits[place].Row), Hits[place].Element);

    /// <summary>The score of a hit; 0 if it is null.</summary>
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

    /// <summary>Whether a hit cannot be sorted by a column, because its value is null or NaN.</summary>
    public bool IsMissing(string name, int place) => _computed.TryGetValue(name, out var values)
        ? values[place] is not { } value || float.IsNaN(value)
        : Field(name).IsNull(Hits[place].Row);

    /// <summary>Compares two hits by a column in which neither is missing.</summary>
    public int Compare(string name, int left, int right) => _computed.TryGetValue(name, out var values)
        ? values[left]!.Value.CompareTo(values[right]!.Value)
        : RowOrder.Compare(Field(name), Hits[left].Row, Hits[right].Row);

    /// <summary>The value by which a hit is grouped, as text.</summary>
    public string GroupAt(string field, int place) => GroupKey.ValueOf(Field(field), Hits[place].Row);

    public ChainFrame With(string name, float?[] values) => new(_columns, Hits, new(_computed, StringComparer.Ordinal) { [name] = values });

    /// <summary>The given hits, in the given order.</summary>
    public ChainFrame Pick(IReadOnlyList<int> places) => new(
        _columns,
        [.. places.Select(place => Hits[place])],
        _computed.ToDictionary(pair => pair.Key, pair => places.Select(place => pair.Value[place]).ToArray(), StringComparer.Ordinal));

    /// <summary>The hits with their scores, for the result.</summary>
    public IReadOnlyList<RankedRow> Rows() => [.. Hits.Select((hit, place) => new RankedRow(hit.Row, ScoreAt(place), hit.Element))];

    private Column Field(string name) => name == Id ? _columns.PrimaryKey : _columns.Find(name)!;
}

using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>How hits are grouped: by fields, or by one path in JSON. Hits with equal values are one group.</summary>
internal sealed class HitGroups
{
    /// <summary>The parameters of a search that concern grouping.</summary>
    public static readonly string[] Parameters =
    [
        "group_by_field",
        "group_by_fields",
        "group_size",
        "strict_group_size",
        "json_path",
        "json_type",
        "strict_cast",
    ];

    private readonly GroupKey[] _keys;
    private readonly bool _isList;

    private HitGroups(GroupKey[] keys, bool isList) => (_keys, _isList) = (keys, isList);

    /// <summary>
    /// The grouping of a search; null if there is none. A single <c>group_by_field</c> of older clients takes precedence over a list.
    /// </summary>
    public static HitGroups? Of(CollectionEntry collection, IEnumerable<KeyValuePair> parameters)
    {
        var pairs = parameters.ToArray();
        var isList = string.IsNullOrWhiteSpace(pairs.Find("group_by_field"));
        var names = isList
            ? (pairs.Find("group_by_fields") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [pairs.Find("group_by_field")!.Trim()];
        if (names.Length == 0)
        {
            return null;
        }

        var keys = Array.ConvertAll(names, name => GroupKey.Of(collection, name, pairs));
        if (keys.Length > 1 && Array.FindIndex(keys, key => key.IsPath) is >= 0 and var path)
        {
            throw MilvusError.Parameter($"group_by with json path is not supported for multi-field group_by, field:{names[path]}");
        }

        return new HitGroups(keys, isList);
    }

    /// <summary>Whether each row is a group of its own.</summary>
    public bool IsPrimaryKey => _keys is [{ Field.IsPrimaryKey: true }];

    /// <summary>Whether several fields form the key.</summary>
    public bool HasMany => _keys.Length > 1;

    /// <summary>A function that returns the key of a row's group.</summary>
    public Func<int, string> In(ColumnSet columns)
    {
        var values = Array.ConvertAll(_keys, key => key.In(columns));
        return values.Length == 1
            ? values[0]
            : row => string.Concat(values.Select(value => value(row)).Select(value => $"{value.Length}:{value}"));
    }

    /// <summary>Writes the grouping values of the rows to the field of the result that belongs to the parameter of the request.</summary>
    public void Write(SearchResultData answer, ColumnSet columns, IReadOnlyList<int> rows)
    {
        var values = _keys.Select(key => key.Write(columns, rows));
        if (_isList)
        {
            answer.GroupByFieldValues.AddRange(values);
        }
        else
        {
            answer.GroupByFieldValue = values.First();
        }
    }
}

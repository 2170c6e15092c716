using Milvus.Embedded.Errors;
using Milvus.Tests.Filter;

namespace Milvus.Tests.Differential;

/// <summary>The expressions of filters.tsv with the engine's verdict on each.</summary>
internal sealed record FilterCorpus(string Table, string Expression, string Verdict, bool CanBeSent)
{
    public static IReadOnlyList<FilterCorpus> All { get; } =
    [
        .. DataFile.ReadLines("filters.tsv").Select(cells => new FilterCorpus(cells[0], cells[1], cells[2], cells.Length == 3)),
    ];

    public static TestTable Open(string table) => table switch
    {
        "sample" => SampleTable.Create(),
        "plain" => SampleTable.Create(dynamic: false),
        "nullable" => NullableTable.Create(),
        _ => throw new ArgumentException($"there is no table {table}", nameof(table)),
    };

    /// <summary>The matching rows in the format of a verdict.</summary>
    public static string Show(IEnumerable<long> rows) => $"[{string.Join(',', rows.Order())}]";

    /// <summary>The verdict without the text of an error, which differs between servers.</summary>
    public static string Outcome(string verdict) => verdict is ['[', .., ']'] ? verdict : "error";

    /// <summary>The current verdict of the engine.</summary>
    public static string Judge(TestTable table, string expression)
    {
        try
        {
            return Show(table.Match(expression).Select(row => (long)row));
        }
        catch (FilterException e)
        {
            var detail = e.Message.IndexOf(", error: ", StringComparison.Ordinal);
            return detail < 0 ? e.Message : e.Message[(detail + ", error: ".Length)..];
        }
    }
}

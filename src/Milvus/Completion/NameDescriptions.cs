using System.Globalization;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Completion;

/// <summary>What completed names are, in one line.</summary>
internal static class NameDescriptions
{
    /// <summary>A collection: rows and vector fields.</summary>
    internal static string Describe(Collection collection, long rows) =>
        string.Join("; ", collection.Field.Where(field => field.Dimension is not null).Select(NameAndType).Prepend(CountRows(rows)));

    /// <summary>An index: its type, its field and its rows.</summary>
    internal static string Describe(Index index) => $"{TypeOf(index)} on {index.Field}, {CountRows(index.IndexedRows)}";

    /// <summary>A field: its type, its indexes, and what else a reader has to know.</summary>
    internal static string Describe(Field field, IEnumerable<Index> indexes)
    {
        var parts = new List<string> { TypeOf(field) };
        if (field.PrimaryKey)
        {
            parts.Add(field.AutoId ? "primary key, generated" : "primary key");
        }

        if (field.PartitionKey)
        {
            parts.Add("partition key");
        }

        if (field.Nullable)
        {
            parts.Add("nullable");
        }

        parts.AddRange(indexes.Where(index => index.Field == field.Name).Select(index => $"index {TypeOf(index)}"));
        return string.Join(", ", parts);
    }

    /// <summary>A number of rows in words.</summary>
    internal static string CountRows(long rows) =>
        string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {Counts.Noun(rows, "row")}");

    private static string NameAndType(Field field) => $"{field.Name}: {TypeOf(field)}";

    private static string TypeOf(Field field) => field switch
    {
        { Type: DataType.Array or DataType.ArrayOfVector } => $"{field.Type} of {field.ElementType}{SizeOf(field)}",
        _ => $"{field.Type}{SizeOf(field)}",
    };

    private static string SizeOf(Field field) =>
        (field.Dimension ?? field.MaxLength) is { } size ? string.Create(CultureInfo.InvariantCulture, $"({size})") : string.Empty;

    private static string TypeOf(Index index) =>
        index.MetricType.Length == 0 ? index.IndexType : $"{index.IndexType}/{index.MetricType}";
}

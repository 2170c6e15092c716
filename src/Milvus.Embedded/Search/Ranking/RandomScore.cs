using System.Globalization;
using System.Text.Json;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>A pseudo-random number of a row, from 0 to below 1. It is the same for the same seed and field value.</summary>
internal sealed record RandomScore(ulong Seed, string Field)
{
    /// <summary>Parses JSON such as <c>{"seed": 126, "field": "id"}</c>; both are optional. Null without a text.</summary>
    public static RandomScore? Of(CollectionEntry collection, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var seed = root.TryGetProperty("seed", out var given) ? long.Parse(given.ToString(), CultureInfo.InvariantCulture) : 0;
            var name = root.TryGetProperty("field", out var field) ? field.ToString() : collection.PrimaryKey.Name;
            return collection.FindField(name)?.DataType.IsInteger() == true || name == collection.PrimaryKey.Name
                ? new RandomScore(unchecked((ulong)seed), name)
                : throw MilvusError.Parameter($"random_score field {name} is not an integer field");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            throw MilvusError.Parameter($"random_score cannot be read: {exception.Message}");
        }
    }

    public double Of(ColumnSet columns, int row)
    {
        var column = columns.Find(Field)!;
        var value = column is ValueColumn<string> texts
            ? Hash(texts[row])
            : unchecked((ulong)Aggregate.Integer(column, row));
        return (Mix(value + Mix(Seed + 0x9E3779B97F4A7C15)) >> 11) * (1.0 / (1UL << 53));
    }

    // FNV-1a (Fowler, Noll and Vo) over UTF-16 units, and the finalizer of splitmix64 (Steele, Lea and Flood 2014). Both are in the public
    // domain.
    private static ulong Hash(string text) =>
        text.Aggregate(14695981039346656037UL, (hash, letter) => unchecked((hash ^ letter) * 1099511628211UL));

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}

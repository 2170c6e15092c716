using System.Globalization;

namespace Milvus.Formats.Reading;

/// <summary>
/// Refuses a file whose vectors have another dimension than their field, once and before its first row. A vector that is the only one with
/// another dimension is an error of its row.
/// </summary>
internal static class DimensionCheck
{
    private const int CheckedRows = 100;
    private const long CheckedBytes = 8 << 20;

    /// <summary>Passes the rows on, after a look at the first ones.</summary>
    /// <exception cref="MilvusException">None of them has a vector of the field's dimension.</exception>
    internal static IEnumerable<object?[]> Pass(IEnumerable<object?[]> rows, IReadOnlyList<CheckedVector> vectors)
    {
        using var left = rows.GetEnumerator();
        var head = new List<object?[]>();
        var bytes = 0L;
        var more = true;
        while (head.Count < CheckedRows && bytes < CheckedBytes && (more = left.MoveNext()))
        {
            head.Add(left.Current);
            bytes += left.Current.Sum(Measure);
        }

        foreach (var vector in vectors)
        {
            Check(vector, head, isWhole: !more);
        }

        foreach (var row in head)
        {
            yield return row;
        }

        while (more && left.MoveNext())
        {
            yield return left.Current;
        }
    }

    private static void Check(CheckedVector vector, List<object?[]> head, bool isWhole)
    {
        // A text is a vector in JSON, which is read row by row.
        var values = head.Select(row => row[vector.Place]).OfType<object>().ToList();
        if (values.Count == 0 || !values.TrueForAll(value => value is Array list && !Fits(vector.Field, list)))
        {
            return;
        }

        var field = vector.Field;
        var (list, isBytes) = ((Array)values[0], field.Type == DataType.BinaryVector);
        var needed = isBytes ? field.Dimension / 8 : field.Dimension;
        var rows = isWhole ? "all rows" : string.Create(CultureInfo.InvariantCulture, $"all of the first {head.Count} rows");
        throw new MilvusException(
            MilvusErrorId.DimensionMismatch,
            string.Create(
                CultureInfo.InvariantCulture,
                $"column '{vector.Name}' has vectors of another dimension in {rows}: {list.Length} {(isBytes ? "bytes" : "components")} in "
                    + $"the first one, but field '{field.Name}' of dimension {field.Dimension} needs {needed}."))
        {
            Field = field.Name,
        };
    }

    private static bool Fits(Field field, Array value)
    {
        var dimension = field.Dimension!.Value;
        return field.Type switch
        {
            DataType.BinaryVector => value.Length == dimension / 8,
            // The components, or their bytes.
            DataType.Float16Vector or DataType.BFloat16Vector =>
                value.Length == dimension || (value is byte[] && value.Length == dimension * 2),
            DataType.FloatVector => value.Length == dimension || (value is byte[] && value.Length == dimension * sizeof(float)),
            DataType.Int8Vector => value.Length == dimension,
            _ => true,
        };
    }

    private static long Measure(object? value) => value switch
    {
        string text => text.Length * sizeof(char),
        Array list => list.Length * (long)sizeof(double),
        _ => sizeof(double),
    };
}

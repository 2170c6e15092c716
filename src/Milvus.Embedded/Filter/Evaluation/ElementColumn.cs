using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Copies the array elements of some rows into one column, one after the other.</summary>
internal static class ElementColumn
{
    public static Column Of(ArrayColumn arrays, FieldSchema field, ReadOnlySpan<int> rows)
    {
        switch (FieldColumns.Create(field))
        {
            case ValueColumn<int> column:
                return Copy(arrays, column, rows);
            case ValueColumn<long> column:
                return Copy(arrays, column, rows);
            case ValueColumn<float> column:
                return Copy(arrays, column, rows);
            case ValueColumn<double> column:
                return Copy(arrays, column, rows);
            case ValueColumn<bool> column:
                return Copy(arrays, column, rows);
            case ValueColumn<string> column:
                return Copy(arrays, column, rows);
            case INumberColumn numbers and Column column:
                foreach (var row in rows)
                {
                    Append(arrays[row], numbers);
                }

                return column;
            case var other:
                throw new InvalidOperationException($"elements of {other.Type.Text()} cannot be compared");
        }
    }

    // Elements lie in arrays as they travel: wider than they are.
    private static void Append(Array elements, INumberColumn column)
    {
        if (elements is int[] integers)
        {
            foreach (var value in integers)
            {
                column.AppendInteger(value);
            }

            return;
        }

        foreach (var value in (long[])elements)
        {
            column.AppendInteger(value);
        }
    }

    private static Column Copy<T>(ArrayColumn arrays, ValueColumn<T> column, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            column.Append((ReadOnlySpan<T>)(T[])arrays[row]);
        }

        return column;
    }
}

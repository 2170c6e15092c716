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
            case ValueColumn<sbyte> column:
                foreach (var row in rows)
                {
                    foreach (var value in (int[])arrays[row])
                    {
                        column.Append((sbyte)value);
                    }
                }

                return column;
            case ValueColumn<short> column:
                foreach (var row in rows)
                {
                    foreach (var value in (int[])arrays[row])
                    {
                        column.Append((short)value);
                    }
                }

                return column;
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
            case var other:
                throw new InvalidOperationException($"elements of {other.Type.Name()} cannot be compared");
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

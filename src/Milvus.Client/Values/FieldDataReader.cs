using Milvus.Core.Marshalling.Rows;

namespace Milvus.Client.Values;

/// <summary>
/// A column of an answer. Every length is checked first: an answer that violates the contract is one error, not an
/// index out of range at some row.
/// </summary>
internal static class FieldDataReader
{
    /// <param name="rows">The number of rows that the column must have.</param>
    internal static PageColumn Read(Protocol.FieldData data, int rows, string method)
    {
        var valid = FindMarks(data);
        if (valid is not null && valid.Count != rows)
        {
            throw Broken($"{valid.Count} marks of null for {rows} rows");
        }

        return data.FieldCase switch
        {
            Protocol.FieldData.FieldOneofCase.Scalars => new PageColumn(data.FieldName, Scalar()),
            Protocol.FieldData.FieldOneofCase.Vectors => new PageColumn(data.FieldName, Vector()),
            Protocol.FieldData.FieldOneofCase.StructArrays => new PageColumn(data.FieldName, StructReader.Open(data, rows, method)),
            // A column without rows, or with only nulls, may have no payload.
            Protocol.FieldData.FieldOneofCase.None when rows == 0 || valid is not null => new PageColumn(data.FieldName, _ => null),
            _ => throw Broken($"a payload of the kind {data.FieldCase}"),
        };

        Func<int, object?> Scalar()
        {
            var (count, value) = ScalarReader.Open(data.Scalars, data.Type, method);
            if (valid is null)
            {
                return count == rows ? value : throw Broken($"{count} values for {rows} rows");
            }

            if (count == rows)
            {
                // Scalars have full length, with a default value instead of null.
                return row => valid[row] ? value(row) : null;
            }

            var places = Places(valid, count);
            return row => valid[row] ? value(places[row]) : null;
        }

        Func<int, object?> Vector()
        {
            var (count, value) = VectorReader.Open(data.Vectors, data.Type, method);
            if (valid is null)
            {
                return count == rows ? value : throw Broken($"{count} vectors for {rows} rows");
            }

            if (count == rows && data.Vectors.DataCase == Protocol.VectorField.DataOneofCase.VectorArray)
            {
                // Vectors of arrays of structs have full length, like their scalars.
                return row => valid[row] ? value(row) : null;
            }

            // Other vectors do not include nulls.
            var places = Places(valid, count);
            return row => valid[row] ? value(places[row]) : null;
        }

        int[] Places(IList<bool> marks, int count)
        {
            var places = new int[marks.Count];
            var next = 0;
            for (var row = 0; row < places.Length; row++)
            {
                places[row] = next;
                next += marks[row] ? 1 : 0;
            }

            return next == count ? places : throw Broken($"{count} values for {next} rows that are not null");
        }

        MilvusException Broken(string what) => ScalarReader.CreateProtocolError(method, data.FieldName, what);
    }

    /// <summary>The number of rows of a column that has it.</summary>
    internal static int Count(Protocol.FieldData data, string method) => FindMarks(data)?.Count ?? data.FieldCase switch
    {
        Protocol.FieldData.FieldOneofCase.Scalars => ScalarReader.Open(data.Scalars, data.Type, method).Count,
        Protocol.FieldData.FieldOneofCase.Vectors => VectorReader.Open(data.Vectors, data.Type, method).Count,
        _ => 0,
    };

    /// <summary>
    /// The place of each row among the values of a column, -1 for null; null if each row has the value at its own place.
    /// </summary>
    /// <param name="data">The column.</param>
    /// <param name="count">The number of its values.</param>
    /// <param name="rows">The number of rows that it must have.</param>
    /// <param name="method">The call, for errors.</param>
    internal static int[]? FindPlaces(Protocol.FieldData data, int count, int rows, string method)
    {
        var valid = FindMarks(data);
        if (valid is null ? count != rows : valid.Count != rows)
        {
            throw ScalarReader.CreateProtocolError(method, data.FieldName, $"{valid?.Count ?? count} values for {rows} rows");
        }

        if (valid is null)
        {
            return null;
        }

        var places = new int[rows];
        var next = 0;
        for (var row = 0; row < rows; row++)
        {
            places[row] = valid[row] ? next : -1;
            next += valid[row] || count == rows ? 1 : 0;
        }

        return next == count || next == 0 || count == rows
            ? places
            : throw ScalarReader.CreateProtocolError(method, data.FieldName, $"{count} values for {next} rows that are not null");
    }

    // Some servers put the marks beside the values, others beside the column.
    internal static IList<bool>? FindMarks(Protocol.FieldData data)
    {
        if (data.Scalars is { ValidData.Count: > 0 } scalars)
        {
            return scalars.ValidData;
        }

        if (data.Vectors is { ValidData.Count: > 0 } vectors)
        {
            return vectors.ValidData;
        }

        return data.ValidData.Count > 0 ? data.ValidData : null;
    }
}

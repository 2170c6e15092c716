using Google.Protobuf.Collections;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Transfers;

/// <summary>Changes the rows of columns: an Int64 key, a text without nulls, a vector of floats.</summary>
internal static class PageRows
{
    internal static int Count(RepeatedField<FieldData> columns) => Keys(columns).Count;

    internal static RepeatedField<string> Texts(RepeatedField<FieldData> columns) =>
        columns.Single(column => column.Scalars?.StringData is not null).Scalars.StringData.Data;

    internal static void RemoveFrom(RepeatedField<FieldData> columns, int first)
    {
        for (var row = Count(columns) - 1; row >= first; row--)
        {
            Remove(columns, row);
        }
    }

    internal static void Remove(RepeatedField<FieldData> columns, int row) => Edit(columns, row, (values, at) => values.RemoveAt(at));

    /// <summary>Adds a row again, at the end.</summary>
    internal static void Repeat(RepeatedField<FieldData> columns, int row)
    {
        Keys(columns).Add(Keys(columns)[row]);
        Texts(columns).Add(Texts(columns)[row]);
        var (floats, dim) = Floats(columns);
        for (var i = 0; i < dim; i++)
        {
            floats.Add(floats[(row * dim) + i]);
        }

        foreach (var column in columns.Where(column => column.ValidData.Count > 0))
        {
            column.ValidData.Add(column.ValidData[row]);
        }
    }

    internal static void SwapKeys(RepeatedField<FieldData> columns, int one, int other)
    {
        var keys = Keys(columns);
        (keys[one], keys[other]) = (keys[other], keys[one]);
    }

    internal static void FlipBit(RepeatedField<FieldData> columns, Random random)
    {
        var (floats, _) = Floats(columns);
        var at = random.Next(floats.Count);
        // One of the bits of the fraction, so that the number stays finite.
        floats[at] = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(floats[at]) ^ (1 << random.Next(23)));
    }

    internal static void SetNull(RepeatedField<FieldData> columns, int row)
    {
        Texts(columns).RemoveAt(row);
        columns.Single(column => column.Scalars?.StringData is not null).ValidData[row] = false;
    }

    private static void Edit(RepeatedField<FieldData> columns, int row, Action<System.Collections.IList, int> edit)
    {
        edit(Keys(columns), row);
        edit(Texts(columns), row);
        var (floats, dim) = Floats(columns);
        for (var i = 0; i < dim; i++)
        {
            edit(floats, row * dim);
        }

        foreach (var column in columns.Where(column => column.ValidData.Count > 0))
        {
            edit(column.ValidData, row);
        }
    }

    private static RepeatedField<long> Keys(RepeatedField<FieldData> columns) =>
        columns.Single(column => column.Scalars?.LongData is not null).Scalars.LongData.Data;

    private static (RepeatedField<float> Floats, int Dim) Floats(RepeatedField<FieldData> columns)
    {
        var vectors = columns.Single(column => column.Vectors is not null).Vectors;
        return (vectors.FloatVector.Data, (int)vectors.Dim);
    }
}

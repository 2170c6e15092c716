using Milvus.Core.Marshalling.Columns;

namespace Milvus.Client.Values;

/// <summary>Arrays of structs for the wire: a column of lists for each field of the struct.</summary>
internal static class StructWriter
{
    /// <param name="first">The first row that is not null.</param>
    /// <param name="count">The number of rows that are not null.</param>
    /// <param name="valid">The marks of all rows; empty for a field that is not nullable.</param>
    internal static Protocol.StructArrayField Write(StructFieldColumn column, int first, int count, IReadOnlyList<bool> valid)
    {
        var result = new Protocol.StructArrayField();
        for (var place = 0; place < column.Inner.Count; place++)
        {
            var inner = FieldDataWriter.Write(column.Inner[place], first, count);
            inner.FieldName = column.Field.StructField[place].Name;
            inner.ValidData.AddRange(valid);
            result.Fields.Add(inner);
        }

        return result;
    }

    internal static Protocol.VectorField Vectors(VectorArrayFieldColumn column, int first, int count)
    {
        var all = new Protocol.VectorArray
        {
            Dim = column.Field.Dimension ?? 0,
            ElementType = (Protocol.DataType)(int)column.Field.ElementType,
        };
        var start = column.Lengths.Take(first).Sum();
        foreach (var length in column.Lengths.Skip(first).Take(count))
        {
            all.Data.Add(VectorWriter.Write(column.Vectors, start, length));
            start += length;
        }

        return new Protocol.VectorField { Dim = all.Dim, VectorArray = all };
    }
}

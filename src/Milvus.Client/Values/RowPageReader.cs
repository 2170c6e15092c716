using Google.Protobuf;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Client.Values;

/// <summary>The columns of an answer as a page of rows: schema order, then the dynamic keys.</summary>
internal static class RowPageReader
{
    internal static RowPage Read(
        IReadOnlyList<Protocol.FieldData> fields,
        int rows,
        Collection schema,
        IReadOnlyList<string>? wanted,
        string method,
        IReadOnlyList<object>? keys = null,
        ulong session = 0)
    {
        var columns = fields.Where(field => !IsDynamic(field))
            .OrderBy(field => Place(schema, field.FieldName))
            .Select(field => FieldDataReader.Read(field, rows, method))
            .ToArray();
        var meta = fields.FirstOrDefault(IsDynamic);
        var keysOf = meta is null ? null : Dynamic(meta, rows, method);
        return new RowPage(rows, columns, keysOf, AskedFields.FindMissing(wanted, columns, schema), AskedFields.AreAll(wanted))
        {
            Keys = keys,
            Session = session,
            Answer = fields,
        };
    }

    private static bool IsDynamic(Protocol.FieldData field) => field.IsDynamic || field.FieldName == RowBatch.DynamicField;

    private static int Place(Collection schema, string name)
    {
        for (var i = 0; i < schema.Field.Count; i++)
        {
            if (schema.Field[i].Name == name)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private static Func<int, IReadOnlyDictionary<string, object?>> Dynamic(Protocol.FieldData meta, int rows, string method)
    {
        var values = meta.Scalars?.JsonData?.Data ?? (IList<ByteString>)[];
        return values.Count == rows
            ? row => ScalarReader.ReadJson(values[row], method) as Dictionary<string, object?> ?? []
            : throw ScalarReader.CreateProtocolError(method, RowBatch.DynamicField, $"{values.Count} values for {rows} rows");
    }
}

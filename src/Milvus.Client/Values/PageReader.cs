using Google.Protobuf;
using Milvus.Columns;

namespace Milvus.Client.Values;

/// <summary>The columns of an answer as a page of rows: schema order, then the dynamic keys.</summary>
internal static class PageReader
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
        return new RowPage(rows, columns, meta is null ? null : Dynamic(meta, rows, schema, wanted, method)) { Keys = keys, Session = session };
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

    private static Func<int, IReadOnlyDictionary<string, object?>> Dynamic(
        Protocol.FieldData meta,
        int rows,
        Collection schema,
        IReadOnlyList<string>? wanted,
        string method)
    {
        IList<ByteString> values = meta.Scalars?.JsonData?.Data ?? (IList<ByteString>)[];
        if (values.Count != rows)
        {
            throw ScalarReader.Broken(method, RowBatch.DynamicField, $"{values.Count} values for {rows} rows");
        }

        // Some servers send all dynamic keys when one was asked for.
        var only = wanted is null || wanted.Contains("*") || wanted.Contains(RowBatch.DynamicField)
            ? null
            : wanted.Where(name => schema.Field.All(field => field.Name != name)).ToHashSet(StringComparer.Ordinal);
        return row =>
        {
            if (ScalarReader.Json(values[row], method) is not Dictionary<string, object?> keys)
            {
                return new Dictionary<string, object?>();
            }

            return only is null ? keys : keys.Where(pair => only.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);
        };
    }
}

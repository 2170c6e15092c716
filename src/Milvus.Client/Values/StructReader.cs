namespace Milvus.Client.Values;

/// <summary>
/// Arrays of structs of an answer: for each row an object[] of dictionaries, built from the columns of their fields.
/// </summary>
internal static class StructReader
{
    internal static Func<int, object?> Open(Protocol.FieldData data, int rows, string method)
    {
        var fields = data.StructArrays.Fields;
        if (fields.Count == 0 && rows > 0)
        {
            throw ScalarReader.CreateProtocolError(method, data.FieldName, "structs without fields");
        }

        var columns = fields
            .Select(field => (Name: StripOwner(data.FieldName, field.FieldName), FieldDataReader.Read(field, rows, method).Read))
            .ToArray();
        return row =>
        {
            var lists = Array.ConvertAll(columns, column => column.Read(row) as Array);
            if (Array.Exists(lists, list => list is null))
            {
                return null;
            }

            var length = lists[0]!.Length;
            if (Array.Exists(lists, list => list!.Length != length))
            {
                throw ScalarReader.CreateProtocolError(
                    method,
                    data.FieldName,
                    $"structs whose fields have different numbers of values in row {row}");
            }

            var structs = new object?[length];
            for (var i = 0; i < length; i++)
            {
                var one = new Dictionary<string, object?>(columns.Length, StringComparer.Ordinal);
                for (var place = 0; place < columns.Length; place++)
                {
                    one[columns[place].Name] = lists[place]!.GetValue(i);
                }

                structs[i] = one;
            }

            return structs;
        };
    }

    // Some servers name the field of a struct struct[field].
    internal static string StripOwner(string owner, string name) =>
        name.StartsWith(owner + "[", StringComparison.Ordinal) && name.EndsWith(']') ? name[(owner.Length + 1)..^1] : name;
}

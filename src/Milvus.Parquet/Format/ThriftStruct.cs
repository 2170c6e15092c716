namespace Milvus.Parquet.Format;

/// <summary>The bytes end within a structure.</summary>
internal sealed class ThriftEndException : Exception;

/// <summary>A structure of the metadata: values by field number.</summary>
internal sealed class ThriftStruct(Dictionary<int, object> fields)
{
    internal bool Has(int id) => fields.ContainsKey(id);

    internal long? Number(int id) => Get<long?>(id);

    internal bool? Flag(int id) => Get<bool?>(id);

    internal string? Text(int id) => fields.TryGetValue(id, out var value)
        ? value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : throw Wrong(id)
        : null;

    internal ThriftStruct? Struct(int id) => Get<ThriftStruct?>(id);

    internal IReadOnlyList<ThriftStruct> Structs(int id) => Items<ThriftStruct>(id);

    internal IReadOnlyList<long> Numbers(int id) => Items<long>(id);

    /// <summary>The number of a required field, within bounds.</summary>
    internal long ReadRequired(int id, long least, long most, string what) =>
        Number(id) is { } number && number >= least && number <= most
            ? number
            : throw ParquetException.Damaged($"{what} is missing or invalid");

    private IReadOnlyList<T> Items<T>(int id) => Get<List<object>?>(id) is not { } items ? []
        : items.TrueForAll(item => item is T) ? [.. items.Cast<T>()] : throw Wrong(id);

    private T? Get<T>(int id) => !fields.TryGetValue(id, out var value) ? default : value is T typed ? typed : throw Wrong(id);

    private static ParquetException Wrong(int id) => ParquetException.Damaged($"field {id} of its metadata is of another kind");
}

namespace Milvus.Parquet.Format;

/// <summary>The bytes end within a structure.</summary>
internal sealed class ThriftEndException : Exception;

/// <summary>A structure of the metadata: values by field number.</summary>
internal sealed class ThriftStruct(Dictionary<int, object> fields)
{
    internal bool Has(int id) => fields.ContainsKey(id);

    internal long? GetNumber(int id) => Get<long?>(id);

    internal bool? GetFlag(int id) => Get<bool?>(id);

    internal string? GetText(int id) => fields.TryGetValue(id, out var value)
        ? value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : throw CreateError(id)
        : null;

    internal ThriftStruct? GetStruct(int id) => Get<ThriftStruct?>(id);

    internal IReadOnlyList<ThriftStruct> GetStructs(int id) => Items<ThriftStruct>(id);

    internal IReadOnlyList<long> GetNumbers(int id) => Items<long>(id);

    /// <summary>The number of a required field, within bounds.</summary>
    internal long ReadRequired(int id, long least, long most, string what) =>
        GetNumber(id) is { } number && number >= least && number <= most
            ? number
            : throw ParquetException.CreateDamaged($"{what} is missing or invalid");

    private IReadOnlyList<T> Items<T>(int id) => Get<List<object>?>(id) is not { } items ? []
        : items.TrueForAll(item => item is T) ? [.. items.Cast<T>()] : throw CreateError(id);

    private T? Get<T>(int id) => !fields.TryGetValue(id, out var value) ? default : value is T typed ? typed : throw CreateError(id);

    private static ParquetException CreateError(int id) => ParquetException.CreateDamaged($"field {id} of its metadata is of another kind");
}

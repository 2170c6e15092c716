namespace Milvus.Completion;

/// <summary>
/// Completes the types for grouping by a JSON path. Milvus looks a type up by its name in the contract (VarChar) and silently ignores
/// all other spellings. The spelling of schemas (VARCHAR, FLOAT_VECTOR) is also accepted.
/// </summary>
public sealed class JsonTypeCompleter : ClosedListCompleter
{
    private protected override IReadOnlyList<string> Values { get; } =
        ["Bool", "Int8", "Int16", "Int32", "Int64", "Float", "Double", "VarChar", "Array", "JSON"];

    internal override string? Find(string value) => base.Find(value.Replace("_", string.Empty, StringComparison.Ordinal));
}

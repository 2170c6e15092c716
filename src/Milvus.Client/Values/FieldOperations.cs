namespace Milvus.Client.Values;

/// <summary>The array operations of partial upserts, by the names that all clients use.</summary>
internal static class FieldOperations
{
    /// <exception cref="MilvusException">The operation does not exist.</exception>
    internal static IEnumerable<Protocol.FieldPartialUpdateOp> Read(IReadOnlyDictionary<string, string>? operations)
    {
        foreach (var (field, name) in operations ?? new Dictionary<string, string>())
        {
            var operation = name.ToLowerInvariant() switch
            {
                "replace" => Protocol.FieldPartialUpdateOp.Types.OpType.Replace,
                "array_append" or "append" => Protocol.FieldPartialUpdateOp.Types.OpType.ArrayAppend,
                "array_remove" or "remove" => Protocol.FieldPartialUpdateOp.Types.OpType.ArrayRemove,
                _ => throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    $"'{name}' is not an operation for field '{field}': use array_append, array_remove or replace.")
                {
                    Field = field,
                },
            };

            // Replacing is the default.
            if (operation != Protocol.FieldPartialUpdateOp.Types.OpType.Replace)
            {
                yield return new Protocol.FieldPartialUpdateOp { FieldName = field, Op = operation };
            }
        }
    }
}

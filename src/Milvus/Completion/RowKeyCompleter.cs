using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>
/// Completes what a row can have: the fields of the collection on the line, then the dynamic keys of its first rows. A collection that is
/// not loaded has only its fields.
/// </summary>
public sealed class RowKeyCompleter : FieldNameCompleter
{
    // After the fields, of any rank.
    private const int AfterFields = 100;

    private protected override Func<MilvusConnection, CallContext, CancellationToken, Task<IReadOnlyList<CompletedName>>>? DescribeAsync(
        string scope,
        IReadOnlyList<string> names)
    {
        var describe = base.DescribeAsync(scope, names)!;
        return async (connection, call, token) =>
        {
            var fields = await describe(connection, call, token).ConfigureAwait(false);
            var schema = await connection.Client.GetSchemaAsync(call, scope, token).ConfigureAwait(false);
            return schema.EnableDynamicField
                ? [.. fields, .. await ReadKeysAsync(connection, call, schema, token).ConfigureAwait(false)]
                : fields;
        };
    }

    private static async Task<IReadOnlyList<CompletedName>> ReadKeysAsync(
        MilvusConnection connection,
        CallContext call,
        Collection schema,
        CancellationToken token)
    {
        try
        {
            var sample = await DynamicKeySample.ReadAsync(connection.Client, call, schema, token).ConfigureAwait(false);
            return
            [
                .. sample.Keys.Select(key => new CompletedName(
                    key.Key,
                    $"dynamic key, in {key.Value} of {NameDescriptions.CountRows(sample.Rows)} of a sample",
                    AfterFields)),
            ];
        }
        catch (Exception failure) when (failure is MilvusException or OperationCanceledException)
        {
            // The collection is not loaded, or the user may not read it.
            return [];
        }
    }
}

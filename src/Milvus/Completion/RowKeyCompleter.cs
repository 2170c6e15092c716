using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Completion;

/// <summary>
/// Completes what a row can have: the fields of the collection on the line, then the dynamic keys of its first rows. A collection that is
/// not loaded has only its fields.
/// </summary>
public sealed class RowKeyCompleter : FieldNameCompleter
{
    private const int SampleRows = 20;

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
        var request = new QueryRequest { First = SampleRows, OutputFields = [RowBatch.DynamicField], ConsistencyLevel = "Eventually" };
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = 0;
        try
        {
            await foreach (var page in connection.Client.QueryAsync(call, schema.Name, request, token).ConfigureAwait(false))
            {
                for (var row = 0; row < page.Count; row++, rows++)
                {
                    foreach (var (name, _) in page.GetRow(row, storedOnly: true))
                    {
                        seen[name] = seen.GetValueOrDefault(name) + 1;
                    }
                }
            }
        }
        catch (Exception failure) when (failure is MilvusException or OperationCanceledException)
        {
            // The collection is not loaded, or the user may not read it.
            return [];
        }

        var fields = schema.Field.Select(field => field.Name).Append(RowBatch.DynamicField).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. seen.Where(key => !fields.Contains(key.Key)).Select(key => new CompletedName(
                key.Key,
                $"dynamic key, in {key.Value} of {NameDescriptions.CountRows(rows)} of a sample",
                AfterFields)),
        ];
    }
}

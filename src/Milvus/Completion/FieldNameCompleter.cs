using System.Collections;
using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes the fields of the collection on the line, with their types and indexes as tooltips.</summary>
public class FieldNameCompleter : NameCompleter
{
    private protected override string? GetScope(IDictionary bound) => FindCollection(bound);

    private protected override async Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => [.. (await connection.Client.GetSchemaAsync(call, scope, token).ConfigureAwait(false)).Field.Select(field => field.Name)];

    private protected override Func<MilvusConnection, CallContext, CancellationToken, Task<IReadOnlyList<CompletedName>>>? DescribeAsync(
        string scope,
        IReadOnlyList<string> names) => async (connection, call, token) =>
        {
            var schema = await connection.Client.GetSchemaAsync(call, scope, token).ConfigureAwait(false);
            var indexes = await ReadIndexesAsync(connection, call, scope, token).ConfigureAwait(false);
            return
            [
                .. schema.Field.Select(field => new CompletedName(
                    field.Name,
                    NameDescriptions.Describe(field, indexes),
                    RankOf(field, indexes.Any(index => index.Field == field.Name)))),
            ];
        };

    /// <summary>The place of a field in the list: the fields that fit the parameter come first.</summary>
    private protected virtual int RankOf(Field field, bool isIndexed) => 0;

    // A user without the privilege to see indexes still completes fields.
    private static async Task<IReadOnlyList<Index>> ReadIndexesAsync(
        MilvusConnection connection,
        CallContext call,
        string collection,
        CancellationToken token)
    {
        try
        {
            return await connection.Client.ListIndexesAsync(call, collection, token).ConfigureAwait(false);
        }
        catch (MilvusException)
        {
            return [];
        }
    }
}

using System.Collections;
using System.Globalization;
using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes collections.</summary>
public sealed class CollectionNameCompleter : NameCompleter
{
    private protected override Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => connection.Client.ListCollectionsAsync(call, token);

    private protected override Func<MilvusConnection, CallContext, CancellationToken, Task<IReadOnlyList<CompletedName>>>? DescribeAsync(
        string scope,
        IReadOnlyList<string> names) => names.Count > MaxDescribed
            ? null
            : async (connection, call, token) => await Task.WhenAll(names.Select(async name => new CompletedName(
                name,
                NameDescriptions.Describe(
                    await connection.Client.GetSchemaAsync(call, name, token).ConfigureAwait(false),
                    await connection.Client.GetRowCountAsync(call, name, token).ConfigureAwait(false))))).ConfigureAwait(false);
}

/// <summary>Completes databases.</summary>
public sealed class DatabaseNameCompleter : NameCompleter
{
    private protected override Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => connection.Client.ListDatabasesAsync(call, token);
}

/// <summary>Completes the indexes of the collection on the line.</summary>
public sealed class IndexNameCompleter : NameCompleter
{
    private protected override string? GetScope(IDictionary bound) => FindCollection(bound);

    private protected override async Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => [.. (await connection.Client.ListIndexesAsync(call, scope, token).ConfigureAwait(false)).Select(index => index.Name)];

    private protected override Func<MilvusConnection, CallContext, CancellationToken, Task<IReadOnlyList<CompletedName>>>? DescribeAsync(
        string scope,
        IReadOnlyList<string> names) => async (connection, call, token) =>
            [
                .. (await connection.Client.ListIndexesAsync(call, scope, token).ConfigureAwait(false)).Select(index =>
                    new CompletedName(index.Name, NameDescriptions.Describe(index))),
            ];
}

/// <summary>Completes the partitions of the collection on the line.</summary>
public sealed class PartitionNameCompleter : NameCompleter
{
    private protected override string? GetScope(IDictionary bound) => FindCollection(bound);

    private protected override Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => connection.Client.ListPartitionsAsync(call, scope, token);

    private protected override Func<MilvusConnection, CallContext, CancellationToken, Task<IReadOnlyList<CompletedName>>>? DescribeAsync(
        string scope,
        IReadOnlyList<string> names) => names.Count > MaxDescribed
            ? null
            : async (connection, call, token) => await Task.WhenAll(names.Select(async name => new CompletedName(
                name,
                NameDescriptions.CountRows(
                    await connection.Client.GetPartitionRowCountAsync(call, scope, name, token).ConfigureAwait(false)))))
                .ConfigureAwait(false);
}

/// <summary>Completes the ids of the fields of the collection on the line.</summary>
public sealed class FieldIdCompleter : NameCompleter
{
    private protected override string? GetScope(IDictionary bound) => FindCollection(bound);

    private protected override async Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token) =>
        [
            .. (await connection.Client.GetSchemaAsync(call, scope, token).ConfigureAwait(false)).Field.Select(field =>
                field.Id.ToString(CultureInfo.InvariantCulture)),
        ];
}

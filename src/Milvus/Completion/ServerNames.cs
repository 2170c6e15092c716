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

/// <summary>Completes the fields of the collection on the line.</summary>
public sealed class FieldNameCompleter : NameCompleter
{
    private protected override string? GetScope(IDictionary bound) => FindCollection(bound);

    private protected override async Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => [.. (await connection.Client.GetSchemaAsync(call, scope, token).ConfigureAwait(false)).Field.Select(field => field.Name)];
}

using Milvus.Core.Calls;

namespace Milvus.Pipeline;

/// <summary>The names of objects in confirmations.</summary>
public abstract partial class ConnectedCommand
{
    private Dictionary<(MilvusConnection Connection, string? Database, string Name), Collection?>? _described;

    /// <summary>The server and the database for ledgers and results; they do not depend on other connections of the session.</summary>
    private protected string GetLedgerPlace() => $"{Connected.Label}/{Database ?? Connected.Database}";

    /// <summary>The server and the database for confirmations.</summary>
    private protected string GetPlace(MilvusObject? item = null)
    {
        var connection = GetConnection(item);
        CheckDatabase(item);
        return $"{connection.Place}/{Database ?? item?.Database ?? connection.Database}";
    }

    /// <summary>
    /// A collection for confirmations. Servers accept an alias instead of a collection, so the collection of the alias is
    /// requested if the text is going to be shown.
    /// </summary>
    /// <param name="name">The specified name.</param>
    /// <param name="item">The piped object; a collection has its own name.</param>
    private protected string GetCollectionText(string name, MilvusObject? item) => item is Collection { IsName: false }
        ? $"collection {name}"
        : GetCollectionText(name, GetConnection(item), GetCall(item));

    /// <inheritdoc cref="GetCollectionText(string, MilvusObject?)"/>
    private protected string GetCollectionText(string name, MilvusConnection connection, CallContext context) =>
        ShowsConfirmation && DescribeCollection(name, connection, context) is { } there && there.Name != name
            ? $"collection {there.Name} (through its alias {name})"
            : $"collection {name}";

    /// <summary>The collection of a name or an alias, requested once per run of the cmdlet; null if it cannot be described.</summary>
    /// <param name="name">The specified name.</param>
    /// <param name="connection">Its connection.</param>
    /// <param name="context">Its database.</param>
    /// <param name="forTextOnly">Whether the answer is only for a text, so that any failure is ignored; otherwise only a missing privilege
    /// is.</param>
    private protected Collection? DescribeCollection(string name, MilvusConnection connection, CallContext context, bool forTextOnly = true)
    {
        _described ??= [];
        var key = (connection, context.Database, name);
        if (!_described.TryGetValue(key, out var there))
        {
            try
            {
                there = TryRead<Collection>(
                    $"Collection {name}",
                    async (call, token) => await connection.Client.DescribeCollectionAsync(call, name, token).ConfigureAwait(false),
                    context);
            }
            catch (MilvusException failure) when (forTextOnly)
            {
                WriteVerbose($"{name} cannot be described: {failure.Message}");
            }

            _described[key] = there;
        }

        return there;
    }

    /// <summary>Refuses an alias if a collection is destroyed or renamed, as Milvus does; Milvus Lite would execute it.</summary>
    /// <param name="name">The specified name.</param>
    /// <param name="item">The piped object; null if it was specified by name.</param>
    /// <param name="action">The action that an alias does not allow, as a participle: dropped.</param>
    private protected Collection? RefuseAlias(string name, MilvusObject? item, string action)
    {
        var there = DescribeCollection(name, GetConnection(item), GetCall(item), forTextOnly: false);
        return there is null || there.Name == name ? there : throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"{name} is an alias of collection {there.Name}. A collection cannot be {action} through an alias: nothing was changed.")
        {
            RecommendedAction = $"Use the name of the collection: {there.Name}.",
        };
    }
}

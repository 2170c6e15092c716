using System.Collections.Concurrent;
using Milvus.Client.Reads;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(string Database, string Name), (Collection Schema, long At)> _schemas = new();

    /// <summary>The cached schema, or a new description. It may be outdated; a write describes it again.</summary>
    internal Task<Collection> GetSchemaAsync(CallContext call, string name, CancellationToken token) =>
        _schemas.TryGetValue(SchemaKey(call, name), out var known)
            ? Task.FromResult(known.Schema)
            : DescribeCollectionAsync(call, name, token);

    /// <summary>The cached schema; null if this connection has not described the collection.</summary>
    internal Collection? FindSchema(CallContext call, string name) => _schemas.GetValueOrDefault(SchemaKey(call, name)).Schema;

    /// <summary>
    /// The cached schema for rows to be written, if it was described just now or the server refuses rows of an outdated one; otherwise
    /// null. An alias is always resolved again, because another client may have moved it.
    /// </summary>
    internal Collection? FindWritableSchema(CallContext call, string name) =>
        !IsEmbedded && FindSchema(call, name) is { } schema && schema.Name == name && IsSafe(call, name, schema) ? schema : null;

    /// <summary>Whether rows of a schema can be sent: an outdated schema must not write wrong values.</summary>
    private bool IsSafe(CallContext call, string name, Collection schema) =>
        IsEmbedded
        || (schema.UpdateTimestamp != 0 && Has(ServerFeature.SchemaTimestamps))
        || IsFresh(call, name, schema);

    /// <summary>Whether a schema was described just now.</summary>
    private bool IsFresh(CallContext call, string name, Collection schema) =>
        _schemas.TryGetValue(SchemaKey(call, name), out var known)
        && ReferenceEquals(known.Schema, schema)
        && _time.GetElapsedTime(known.At) < _fresh;

    private void Remember(CallContext call, string name, Collection schema) =>
        _schemas[SchemaKey(call, name)] = (schema, _time.GetTimestamp());

    private void Forget(CallContext call, string name)
    {
        var key = SchemaKey(call, name);
        _schemas.TryRemove(key, out _);
        WriteClock.Shared.Forget(ToWrittenCollection(call, name));
    }

    // No database means the default database: a write through one name must be visible through the other.
    private (string Database, string Name) SchemaKey(CallContext call, string name) =>
        (DatabaseOf(call) is { Length: > 0 } database ? database : "default", name);

    private (ulong Timestamp, TimeSpan Age)? LastWrite(CallContext call, string name) =>
        WriteClock.Shared.FindLast(ToWrittenCollection(call, name));

    private void RecordWrite(CallContext call, string name, ulong timestamp, long began) =>
        WriteClock.Shared.Record(ToWrittenCollection(call, name), timestamp, began);

    private WrittenCollection ToWrittenCollection(CallContext call, string name) =>
        new(_connection.Identity, SchemaKey(call, name).Database, name);
}

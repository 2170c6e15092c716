using System.Collections.Concurrent;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private readonly ConcurrentDictionary<(string Database, string Name), Collection> _schemas = new();

    /// <summary>The schema as last described, or described now. It may be old: a write that does not fit describes it again.</summary>
    internal Task<Collection> GetSchemaAsync(CallContext call, string name, CancellationToken token) =>
        _schemas.TryGetValue(SchemaKey(call, name), out var known) ? Task.FromResult(known) : DescribeCollectionAsync(call, name, token);

    private void Forget(CallContext call, string name)
    {
        var key = SchemaKey(call, name);
        _schemas.TryRemove(key, out _);
        _writes.Forget(key);
    }

    // No database and the default one are one and the same: a write through one must be seen through the other.
    private (string Database, string Name) SchemaKey(CallContext call, string name) =>
        (DatabaseOf(call) is { Length: > 0 } database ? database : "default", name);
}

namespace Milvus.Files;

/// <summary>Keys that the server generates. Only some collections accept them in rows.</summary>
internal static class ServerKeys
{
    /// <summary>The property that makes a collection accept keys although the server generates them.</summary>
    internal const string Property = "allow_insert_auto_id";

    /// <summary>Whether rows may contain their keys.</summary>
    internal static bool AcceptsKeys(Collection schema) =>
        schema.PrimaryKey is not { AutoId: true }
        || (schema.Property.TryGetValue(Property, out var text) && bool.TryParse(text, out var allowed) && allowed);
}

namespace Milvus.Files;

/// <summary>Keys that the server makes, which only some collections take back.</summary>
internal static class ServerKeys
{
    /// <summary>The property of a collection that takes keys although the server makes them.</summary>
    internal const string Property = "allow_insert_auto_id";

    /// <summary>Whether rows may bring their keys.</summary>
    internal static bool AcceptsKeys(Collection schema) =>
        schema.PrimaryKey is not { AutoId: true }
        || (schema.Property.TryGetValue(Property, out var text) && bool.TryParse(text, out var allowed) && allowed);
}

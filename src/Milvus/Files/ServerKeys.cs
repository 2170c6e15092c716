namespace Milvus.Files;

/// <summary>Keys that the server generates. Only some collections accept them in rows.</summary>
internal static class ServerKeys
{
    /// <summary>The property that makes a collection accept keys although the server generates them.</summary>
    internal const string Property = "allow_insert_auto_id";

    /// <summary>Whether the rows of a transfer get new keys: never in a collection whose rows bring their own.</summary>
    /// <param name="schema">The collection.</param>
    /// <param name="newKey">Whether the user wants new keys although the collection accepts those of the rows.</param>
    internal static bool AreMade(Collection schema, bool newKey) =>
        schema.PrimaryKey is { AutoId: true } && (newKey || !AcceptsKeys(schema));

    /// <summary>Whether rows may contain their keys.</summary>
    internal static bool AcceptsKeys(Collection schema) =>
        schema.PrimaryKey is not { AutoId: true }
        || (schema.Property.TryGetValue(Property, out var text) && bool.TryParse(text, out var allowed) && allowed);
}

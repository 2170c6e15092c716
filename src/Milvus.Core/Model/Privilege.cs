namespace Milvus;

/// <summary>A privilege or a privilege group of a role. It applies to Database; * means all databases.</summary>
public sealed class Privilege : MilvusObject
{
    /// <summary>Search, Insert, CollectionReadOnly …; * for all privileges of the object.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The role it was granted to.</summary>
    public string Role { get; set; } = string.Empty;

    /// <summary>Collection, Global or User.</summary>
    public string ObjectType { get; set; } = string.Empty;

    /// <summary>The collection or user it applies to; * for all.</summary>
    public string ObjectName { get; set; } = "*";

    /// <summary>The user who granted it.</summary>
    public string Grantor { get; set; } = string.Empty;

    /// <summary>The privilege.</summary>
    public override string ToString() => Name;
}

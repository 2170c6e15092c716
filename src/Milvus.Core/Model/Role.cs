namespace Milvus;

/// <summary>A role: what is granted to it, its users may do.</summary>
public sealed class Role : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The users who have it.</summary>
    public IReadOnlyList<string> User
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>Free text; empty on servers that keep none.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

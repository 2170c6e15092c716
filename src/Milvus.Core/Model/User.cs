namespace Milvus;

/// <summary>A user of a server. A password is in no output.</summary>
public sealed class User : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The roles the user has, besides public, which everybody has.</summary>
    public IReadOnlyList<string> Role
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>Free text; empty on servers that keep none.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>What a backup carries in place of the password.</summary>
    internal string PasswordHash { get; set; } = string.Empty;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

namespace Milvus;

/// <summary>A user of a server. Passwords are never shown.</summary>
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

    /// <summary>A description; empty if the server does not store it.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The password hash of a backup.</summary>
    internal string PasswordHash { get; set; } = string.Empty;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

using Milvus.Core.Model;

namespace Milvus;

/// <summary>A user of a server. Passwords are never shown.</summary>
public sealed class User : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The roles of the user, without public, which every user has.</summary>
    public IReadOnlyList<string> Role
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>A description; empty if the server does not store it.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The password hash of a backup.</summary>
    internal string PasswordHash { get; set; } = string.Empty;

    /// <summary>The object with this name, as text in a pipeline is read. Only the name is set.</summary>
    public static explicit operator User(string name) => new() { Name = name, IsName = true };

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

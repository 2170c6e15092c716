using Milvus.Core.Model;

namespace Milvus;

/// <summary>A role: its privileges apply to its users.</summary>
public sealed class Role : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The users who have the role.</summary>
    public IReadOnlyList<string> User
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>A description; empty if the server does not store it.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The object with this name, as text in a pipeline is read. Only the name is set.</summary>
    public static explicit operator Role(string name) => new() { Name = name, IsName = true };

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

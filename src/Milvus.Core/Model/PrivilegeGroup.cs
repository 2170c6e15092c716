using Milvus.Core.Model;

namespace Milvus;

/// <summary>Privileges that are granted together.</summary>
public sealed class PrivilegeGroup : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The privileges of the group.</summary>
    public IReadOnlyList<string> Privilege
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The object with this name, as text in a pipeline is read. Only the name is set.</summary>
    public static explicit operator PrivilegeGroup(string name) => new() { Name = name, IsName = true };

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

namespace Milvus;

/// <summary>Another name of a collection.</summary>
public sealed class Alias : MilvusObject
{
    /// <summary>The alias.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The collection of the alias.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The alias.</summary>
    public override string ToString() => Name;
}

using Milvus.Core.Model;

namespace Milvus;

/// <summary>The schema of a new collection.</summary>
public sealed class Schema : MilvusObject
{
    /// <summary>The fields, in their order.</summary>
    public IReadOnlyList<Field> Field
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The functions that compute fields.</summary>
    public IReadOnlyList<Function> Function
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>Whether rows may have keys that are not fields.</summary>
    public bool EnableDynamicField { get; set; }

    /// <summary>Whether the collection has namespaces.</summary>
    public bool EnableNamespace { get; set; }

    /// <summary>A description of the collection.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The location of the rows of an external collection; empty for others.</summary>
    public string ExternalSource { get; set; } = string.Empty;

    /// <summary>The specification of an external source as JSON; empty for others.</summary>
    public string ExternalSpec { get; set; } = string.Empty;

    /// <summary>The primary key.</summary>
    public Field? PrimaryKey => Field.FirstOrDefault(candidate => candidate.PrimaryKey);

    /// <summary>The names of the fields.</summary>
    public override string ToString() => string.Join(", ", Field);
}

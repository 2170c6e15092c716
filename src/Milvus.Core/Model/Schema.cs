namespace Milvus;

/// <summary>What the rows of a collection look like, for a collection to be made.</summary>
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

    /// <summary>Whether rows may carry keys that are no field.</summary>
    public bool EnableDynamicField { get; set; }

    /// <summary>Whether the collection has namespaces.</summary>
    public bool EnableNamespace { get; set; }

    /// <summary>What the collection is for.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>Where the rows of an external collection lie; empty for others.</summary>
    public string ExternalSource { get; set; } = string.Empty;

    /// <summary>How an external source is read, as JSON; empty for others.</summary>
    public string ExternalSpec { get; set; } = string.Empty;

    /// <summary>The primary key.</summary>
    public Field? PrimaryKey => Field.FirstOrDefault(candidate => candidate.PrimaryKey);

    /// <summary>The names of the fields.</summary>
    public override string ToString() => string.Join(", ", Field);
}

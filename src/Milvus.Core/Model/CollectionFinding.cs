namespace Milvus;

/// <summary>Something that a check of a collection found, with the measured values and the command that cures it.</summary>
public sealed class CollectionFinding : MilvusObject
{
    /// <summary>The collection; empty for an alias without a collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>How much it matters.</summary>
    public FindingSeverity Severity { get; set; }

    /// <summary>Its name, for scripts: NoIndex, NotLoaded …</summary>
    public string Finding { get; set; } = string.Empty;

    /// <summary>The field, index, partition or alias; empty for the whole collection.</summary>
    public string Subject { get; set; } = string.Empty;

    /// <summary>What was found, and what follows from it.</summary>
    public string Explanation { get; set; } = string.Empty;

    /// <summary>The command that cures it, or that shows more about it.</summary>
    public string Cure { get; set; } = string.Empty;

    /// <summary>The measured values that the finding rests on.</summary>
    public IReadOnlyDictionary<string, object?> Fact { get; set; } = new Dictionary<string, object?>();

    /// <summary>Collection, subject and name of the finding.</summary>
    public override string ToString() => string.Join('.', new[] { Collection, Subject }.Where(name => name.Length > 0)) + $": {Finding}";
}

namespace Milvus;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Works as it is, and may be intended.</summary>
    Information,

    /// <summary>Works, but slowly, wastefully or not for all rows.</summary>
    Warning,

    /// <summary>Searches fail.</summary>
    Error,
}

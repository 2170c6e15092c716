namespace Milvus;

/// <summary>What a step of a plan does, to make a server equal to its desired state.</summary>
public enum DesiredStateAction
{
    /// <summary>Nothing: the object is as it should be.</summary>
    None,

    /// <summary>The object is created.</summary>
    Add,

    /// <summary>The object is changed in place.</summary>
    Change,

    /// <summary>The object is created again: an index is built again, a collection gets its rows from the old one.</summary>
    Replace,

    /// <summary>The object is removed.</summary>
    Remove,
}

namespace Milvus;

/// <summary>The base of all output objects. An object stores its connection and its database.</summary>
public abstract class MilvusObject
{
    /// <summary>The database it belongs to; null if it does not belong to a database.</summary>
    public string? Database { get; set; }

    /// <summary>
    /// The connection that returned it, which cmdlets use for piped objects. Internal, so that it is not in views, JSON or the serialised
    /// form.
    /// </summary>
    internal object? Origin { get; set; }

    /// <summary>Whether it was converted from text, so that it has only a name. Cmdlets that ask before they act refuse it.</summary>
    internal bool IsName { get; set; }
}

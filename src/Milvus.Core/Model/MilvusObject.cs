namespace Milvus;

/// <summary>What the server has and the module shows. It remembers the connection it came from, and its database.</summary>
public abstract class MilvusObject
{
    /// <summary>The database it belongs to; null where databases play no part.</summary>
    public string? Database { get; set; }

    /// <summary>
    /// The connection it came from, so that what is piped acts where it was read. Internal: it is in no view, no JSON and no
    /// serialised form.
    /// </summary>
    internal object? Origin { get; set; }
}

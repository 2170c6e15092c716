namespace Milvus;

/// <summary>A file that the server knows by a name, for example a dictionary of an analyzer.</summary>
public sealed class FileResource : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Where it is in the server's object store.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>The server's id.</summary>
    public long Id { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

namespace Milvus;

/// <summary>A named file on the server, for example a dictionary of an analyzer.</summary>
public sealed class FileResource : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The path in the server's object store.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>The server's id.</summary>
    public long Id { get; set; }

    /// <summary>The object with this name, as text in a pipeline is read. Only the name is set.</summary>
    public static explicit operator FileResource(string name) => new() { Name = name, IsName = true };

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

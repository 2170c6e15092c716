namespace Milvus;

/// <summary>How a server is.</summary>
public sealed class Health : MilvusObject
{
    /// <summary>The name of the connection that was tested.</summary>
    public string Connection { get; set; } = string.Empty;

    /// <summary>The server's address.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>Whether it answers and calls itself healthy.</summary>
    public bool Healthy { get; set; }

    /// <summary>Why it is not healthy, or why it could not be asked.</summary>
    public string[] Reason { get; set; } = [];

    /// <summary>What it refuses at the moment: ReadLimited, WriteLimited, DenyToRead, DenyToWrite, DenyToDDL.</summary>
    public string[] Quota { get; set; } = [];

    /// <summary>Its components; none on servers that do not tell.</summary>
    public ComponentState[] Component { get; set; } = [];

    /// <summary>Healthy, or the reasons why not.</summary>
    public override string ToString() => Healthy ? "Healthy" : string.Join("; ", Reason);
}

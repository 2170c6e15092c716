namespace Milvus;

/// <summary>The health of a server.</summary>
public sealed class Health : MilvusObject
{
    /// <summary>The name of the connection that was tested.</summary>
    public string Connection { get; set; } = string.Empty;

    /// <summary>The server's address.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>Whether it answers and reports that it is healthy.</summary>
    public bool Healthy { get; set; }

    /// <summary>The reasons why it is not healthy, or why the request failed.</summary>
    public string[] Reason { get; set; } = [];

    /// <summary>The active limits: ReadLimited, WriteLimited, DenyToRead, DenyToWrite, DenyToDDL.</summary>
    public string[] Quota { get; set; } = [];

    /// <summary>Its components; none if the server does not report them.</summary>
    public ComponentState[] Component { get; set; } = [];

    /// <summary>Healthy, or the reasons why not.</summary>
    public override string ToString() => Healthy ? "Healthy" : string.Join("; ", Reason);
}

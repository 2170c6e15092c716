namespace Milvus;

/// <summary>A node that has loaded rows and runs searches.</summary>
public sealed class QueryNode
{
    /// <summary>The server's id.</summary>
    public long Id { get; set; }

    /// <summary>Its address.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>The name of its machine.</summary>
    public string HostName { get; set; } = string.Empty;

    /// <summary>The id.</summary>
    public override string ToString() => Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

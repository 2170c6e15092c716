namespace Milvus;

/// <summary>
/// The tags of a principal of row policies: a user of the application, not a user of the server.
/// </summary>
public sealed class PrincipalTag : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The principal.</summary>
    public string Principal { get; set; } = string.Empty;

    /// <summary>The tags with their values.</summary>
    public IDictionary<string, string> Tag { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The principal.</summary>
    public override string ToString() => Principal;
}

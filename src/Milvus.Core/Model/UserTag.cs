namespace Milvus;

/// <summary>The tags of a user, which filters of row policies can use.</summary>
public sealed class UserTag : MilvusObject
{
    /// <summary>The user.</summary>
    public string User { get; set; } = string.Empty;

    /// <summary>The tags with their values.</summary>
    public IDictionary<string, string> Tag { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The user.</summary>
    public override string ToString() => User;
}

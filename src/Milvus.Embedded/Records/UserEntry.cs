namespace Milvus.Embedded.Records;

/// <summary>A user. Root always is there; it is in the file only when its password or description was set.</summary>
/// <param name="Name">The name.</param>
/// <param name="Password">The hash of the password; null for root's first one.</param>
/// <param name="Description">Free text.</param>
internal sealed record UserEntry(string Name, string? Password, string Description)
{
    public const string Root = "root";

    /// <summary>What Milvus gives root until it is changed.</summary>
    public const string FirstRootPassword = "Milvus";
}

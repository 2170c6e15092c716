namespace Milvus.Embedded.Records;

/// <summary>A user. Root always exists. It is stored only if its password or description was set.</summary>
/// <param name="Name">The name.</param>
/// <param name="Password">The hash of the password; null for the initial password of root.</param>
/// <param name="Description">Free text.</param>
internal sealed record UserEntry(string Name, string? Password, string Description)
{
    public const string Root = "root";

    /// <summary>The initial password of root, as in Milvus.</summary>
    public const string FirstRootPassword = "Milvus";
}

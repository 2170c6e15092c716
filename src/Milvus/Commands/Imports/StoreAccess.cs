using System.Management.Automation;
using System.Security;

namespace Milvus.Commands.Imports;

/// <summary>The kinds of stores to which import files can be sent.</summary>
internal enum StoreKind
{
    S3,
    AzureBlob,
    Folder,
}

/// <summary>The parameters of Send-MilvusImportFile that give access to a store.</summary>
internal sealed class StoreAccess
{
    internal Uri? Endpoint { get; init; }

    internal string? Region { get; init; }

    /// <summary>Whether the host names the bucket; null for what is usual.</summary>
    internal bool? VirtualHost { get; init; }

    internal PSCredential? Credential { get; init; }

    internal SecureString? SessionToken { get; init; }

    internal SecureString? SasToken { get; init; }

    /// <summary>Refuses parameters that the store would ignore.</summary>
    /// <exception cref="MilvusException">A parameter is for another kind of store.</exception>
    internal void Check(StoreKind kind)
    {
        var unused = new (string Name, bool IsGiven, StoreKind Kind)[]
        {
            ("-Endpoint", Endpoint is not null, StoreKind.S3),
            ("-Region", Region is not null, StoreKind.S3),
            ("-AddressStyle", VirtualHost is not null, StoreKind.S3),
            ("-Credential", Credential is not null, StoreKind.S3),
            ("-SessionToken", SessionToken is not null, StoreKind.S3),
            ("-SasToken", SasToken is not null, StoreKind.AzureBlob),
        }
            .Where(parameter => parameter.IsGiven && parameter.Kind != kind)
            .Select(parameter => parameter.Name)
            .ToList();
        if (unused.Count > 0)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"{string.Join(", ", unused)} {(unused.Count == 1 ? "is" : "are")} not for a destination of this kind ({kind}).")
            {
                RecommendedAction = "Keys are for s3://bucket, a SAS token is for the address of an Azure container.",
            };
        }
    }
}

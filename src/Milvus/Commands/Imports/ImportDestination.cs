using System.Management.Automation;
using Milvus.Client.ObjectStores;
using Milvus.Core.Calls;
using Milvus.Files;
using Milvus.Values;

namespace Milvus.Commands.Imports;

/// <summary>Where Send-MilvusImportFile sends files: a bucket, a container, or a folder, and a prefix in it.</summary>
internal sealed class ImportDestination
{
    internal const string AccessKeyVariable = "AWS_ACCESS_KEY_ID";
    internal const string SecretKeyVariable = "AWS_SECRET_ACCESS_KEY";
    internal const string SessionVariable = "AWS_SESSION_TOKEN";
    internal const string SasVariable = "AZURE_STORAGE_SAS_TOKEN";

    private const string S3Scheme = "s3://";
    private const string DefaultRegion = "us-east-1";

    private static readonly string[] _regionVariables = ["AWS_REGION", "AWS_DEFAULT_REGION"];
    private static readonly string[] _endpointVariables = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"];

    private ImportDestination(StoreKind kind, string place, string prefix) => (Kind, Place, Prefix) = (kind, place, prefix);

    internal StoreKind Kind { get; }

    /// <summary>The bucket, the address of the container, or the text of the folder.</summary>
    private string Place { get; }

    private string Prefix { get; }

    /// <summary>The destination without what may be secret, for messages and error records.</summary>
    internal static string Show(string text)
    {
        var shown = text.Split('?', 2)[0];
        var (start, end) = (shown.IndexOf("://", StringComparison.Ordinal) + 3, shown.LastIndexOf('@'));
        return start > 2 && end >= start ? string.Concat(shown.AsSpan(0, start), "***", shown.AsSpan(end)) : shown;
    }

    /// <exception cref="MilvusException">The text is not a destination, or contains a secret.</exception>
    internal static ImportDestination Parse(string text)
    {
        if (text.StartsWith(S3Scheme, StringComparison.OrdinalIgnoreCase))
        {
            var parts = text[S3Scheme.Length..].Split('/', 2);
            return parts[0].Length > 0 && parts[0].IndexOfAny(['@', '?', '#', ':']) < 0
                ? new(StoreKind.S3, parts[0], ReadPrefix(text, parts.ElementAtOrDefault(1) ?? string.Empty))
                : throw CreateError(text, "does not name a bucket", "Use s3://bucket or s3://bucket/prefix.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return text.Contains("://", StringComparison.Ordinal) && uri is not { IsFile: true }
                ? throw CreateError(
                    text,
                    "is not a destination",
                    "Use s3://bucket/prefix, the address of an Azure container as https://account.blob.core.windows.net/container/prefix, "
                        + "or a folder.")
                : new(StoreKind.Folder, uri is { IsFile: true } ? uri.LocalPath : text, string.Empty);
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0)
        {
            // An address is stored in histories and logs, so a signature in it would not stay secret.
            throw CreateError(
                text,
                "contains a SAS token, a user or a password",
                "Use the address without them, and -SasToken with what follows its question mark.");
        }

        return ParseContainer(text, uri);
    }

    /// <summary>Opens the store.</summary>
    /// <param name="cmdlet">The cmdlet, for its location.</param>
    /// <param name="access">The keys and the address.</param>
    /// <param name="connection">Certificates and proxy.</param>
    /// <param name="call">Time budget and messages.</param>
    /// <exception cref="MilvusException">Keys are missing, or a parameter is for another kind of store.</exception>
    internal ObjectStore Open(PSCmdlet cmdlet, StoreAccess access, StoreConnection connection, CallContext call)
    {
        access.Check(Kind);
        return Kind switch
        {
            StoreKind.S3 => new S3Store(
                new S3Options
                {
                    Bucket = Place,
                    Prefix = Prefix,
                    Endpoint = access.Endpoint ?? ReadEndpoint(),
                    Region = access.Region ?? Variable(_regionVariables) ?? DefaultRegion,
                    VirtualHost = access.VirtualHost,
                    Keys = ReadKeys(access),
                },
                connection,
                call),
            StoreKind.AzureBlob => new AzureBlobStore(new Uri(Place), Prefix, ReadSas(access), connection, call),
            _ => new FolderStore(LocalPaths.ResolveFolder(cmdlet, Place)),
        };
    }

    // Addresses without a name of the account, as those of the emulator, have it as their first segment.
    private static ImportDestination ParseContainer(string text, Uri uri)
    {
        var segments = Uri.UnescapeDataString(uri.AbsolutePath).Trim('/').Split('/');
        var depth = uri.IsLoopback || uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 ? 2 : 1;
        if (segments.Length < depth || segments[0].Length == 0)
        {
            throw CreateError(text, "does not name a container", "Use https://account.blob.core.windows.net/container/prefix.");
        }

        var container = string.Join('/', segments.Take(depth).Select(Uri.EscapeDataString));
        var prefix = ReadPrefix(text, string.Join('/', segments.Skip(depth)));
        return new(StoreKind.AzureBlob, $"{uri.GetLeftPart(UriPartial.Authority)}/{container}", prefix);
    }

    private static string ReadPrefix(string text, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Array.Exists(segments, segment => segment is "." or "..")
            ? throw CreateError(text, "contains the segments . or ..", "Write the prefix without them.")
            : string.Concat(segments.Select(segment => segment + "/"));
    }

    private static Uri? ReadEndpoint() =>
        Variable(_endpointVariables) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri
        : throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"The environment variable {_endpointVariables[0]} or {_endpointVariables[1]} is not an address.")
        {
            RecommendedAction = "Use -Endpoint, for example https://minio.example.com:9000.",
        };

    private static StoreKeys ReadKeys(StoreAccess access)
    {
        if (access.Credential is { } credential)
        {
            return new(credential.UserName, credential.Password, access.SessionToken);
        }

        var (key, secret) = (Variable(AccessKeyVariable), Variable(SecretKeyVariable));
        return key is not null && secret is not null
            ? new(
                key,
                Secrets.ToSecureString(secret),
                access.SessionToken ?? (Variable(SessionVariable) is { } session ? Secrets.ToSecureString(session) : null))
            : throw new MilvusException(
                MilvusErrorId.AuthenticationFailed,
                $"Keys for the store are missing: there is no -Credential, and {(key is null ? AccessKeyVariable : SecretKeyVariable)} is "
                    + "not set.")
            {
                RecommendedAction =
                    $"Use -Credential with the access key as user and the secret key as password, or set {AccessKeyVariable} and "
                        + $"{SecretKeyVariable}. Profiles and roles of machines are not read.",
            };
    }

    private static string ReadSas(StoreAccess access) =>
        access.SasToken is { } given ? StoreKeys.Read(given)
        : Variable(SasVariable)
        ?? throw new MilvusException(
            MilvusErrorId.AuthenticationFailed,
            $"A SAS token for the container is missing: there is no -SasToken, and {SasVariable} is not set.")
        {
            RecommendedAction = "Create one with the permissions create, write and read.",
        };

    private static string? Variable(params string[] names) =>
        names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    private static MilvusException CreateError(string text, string what, string action) =>
        new(MilvusErrorId.InvalidArgument, $"-Destination {Show(text)} {what}.") { RecommendedAction = action };
}

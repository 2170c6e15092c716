using System.Management.Automation;
using Milvus.Client.ObjectStores;
using Milvus.Commands.Imports;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Files;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Sends files to the object store of a server, where Start-MilvusImport finds them.</summary>
/// <remarks>
/// <para>The destination is a bucket of Amazon S3 or of a store with its interface, for example MinIO (s3://bucket/prefix); a container of
/// Azure Blob Storage (https://account.blob.core.windows.net/container/prefix); or a folder, for a server that keeps its files on a local
/// disk, and for the embedded engine. It must be the bucket or the folder that the server itself uses.</para>
/// <para>Large files are sent in parts, several at once, without holding them in memory. A part that fails is sent again. The store
/// compares a checksum of each part, and the length of the object is compared with that of the file. An object appears only when it is
/// complete; if the cmdlet fails or is stopped, the parts that were sent are removed. A file that is already there with the same content
/// is not sent, so the same command continues after a failure. An object with other content is replaced only with -Force.</para>
/// <para>A file that cannot be sent ends the pipeline, so that Start-MilvusImport does not import the others without it.</para>
/// <para>Keys are never shown. Without -Credential, they are read from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN;
/// without -SasToken, the SAS token is read from AZURE_STORAGE_SAS_TOKEN.</para>
/// </remarks>
/// <example>
/// <code>Send-MilvusImportFile ./words.json ./import | Start-MilvusImport words -Wait</code>
/// Copies a file to the folder of a server with local storage, and imports it.
/// </example>
/// <example>
/// <code>Send-MilvusImportFile ./words-*.parquet s3://bucket/a -Endpoint http://minio:9000 -Credential (Get-Credential key) -WhatIf</code>
/// Shows which files would be sent to a bucket of MinIO.
/// </example>
/// <example>
/// <code>Get-MilvusEntity words | ConvertTo-MilvusImportFile words_2025 ./new.parquet | Send-MilvusImportFile -Destination ./import |
/// Start-MilvusImport words_2025 -Wait</code>
/// Writes the rows of a collection as Parquet, sends the file, imports it into another collection, and compares the number of rows.
/// </example>
/// <example>
/// <code>Send-MilvusImportFile ./words.json https://store.blob.core.windows.net/milvus -SasToken (Read-Host -AsSecureString) -WhatIf</code>
/// Shows what would be sent to a container of Azure.
/// </example>
[Cmdlet(VerbsCommunications.Send, "MilvusImportFile", DefaultParameterSetName = ByPath,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Send-MilvusImportFile.md")]
[OutputType(typeof(ImportFile))]
public sealed class SendMilvusImportFileCommand : MilvusCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private readonly List<string> _files = [];

    /// <summary>The files, with wildcards; a path without a match is an error.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files, without wildcards; this applies to piped files, too.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// The bucket, container or folder, with an optional prefix: s3://bucket/prefix,
    /// https://account.blob.core.windows.net/container/prefix, or the path of a folder.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Destination { get; set; } = string.Empty;

    /// <summary>
    /// The address of an S3-compatible store, for example http://minio:9000; that in AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, or AWS, when
    /// left out.
    /// </summary>
    [Parameter]
    public Uri? Endpoint { get; set; }

    /// <summary>The region of the bucket; that in AWS_REGION or AWS_DEFAULT_REGION, or us-east-1, when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Region { get; set; }

    /// <summary>
    /// Where requests name the bucket: Path (https://host/bucket) or VirtualHost (https://bucket.host). When left out, it is VirtualHost
    /// for AWS and Path for other stores.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AddressStyleCompleter))]
    public string? AddressStyle { get; set; }

    /// <summary>The access key as user and the secret key as password.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The session token of temporary keys. A SecureString, or plain text.</summary>
    [Parameter]
    [SecretTransformation]
    public SecretText? SessionToken { get; set; }

    /// <summary>The SAS token of an Azure container, with the permissions create, write and read. A SecureString, or plain text.</summary>
    [Parameter]
    [SecretTransformation]
    public SecretText? SasToken { get; set; }

    /// <summary>
    /// The size of the parts of large files, for example 64MB. It grows if a file would have more parts than the store accepts.
    /// </summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long PartSize { get; set; } = 16 << 20;

    /// <summary>The number of parts that are sent at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int Parallel { get; set; } = 4;

    /// <summary>Certificates of authorities to trust instead of the system's: the path of a PEM or DER file, or certificates.</summary>
    [Parameter]
    [CertificateTransformation]
    public CertificateFile[]? CACertificate { get; set; }

    /// <summary>Accepts any certificate. The connection is then not protected against attackers on the way.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Connects directly, without the proxy of the environment. Loopback addresses never use a proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Replaces objects that have other content.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The time limit of the whole cmdlet in seconds. Without it, the cmdlet waits until the store answers or fails.</summary>
    [Parameter]
    [ValidateRange(0.001, 2_000_000)]
    public double TimeoutSec { get; set; }

    // The error record shows the target, which must not contain a SAS token.
    private protected override object? Target => ImportDestination.Show(Destination);

    /// <inheritdoc/>
    protected override void Begin()
    {
        ImportDestination.Parse(Destination);
        if (SkipCertificateCheck)
        {
            WriteWarning("The store's certificate is not checked: an attacker on the way could read and change everything.");
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        var literal = ParameterSetName == ByLiteralPath;
        foreach (var path in literal ? LiteralPath : Path)
        {
            EndOnFailure(path, () => _files.AddRange(LocalPaths.ResolveToRead(this, path, literal)));
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        EndOnFailure(Target, CheckNames);
        var started = DateTime.UtcNow;
        var timeout = TimeSpan.FromSeconds(TimeoutSec);
        var call = new CallContext
        {
            Deadline = TimeoutSec > 0 ? started + timeout : null,
            Timeout = TimeoutSec > 0 ? timeout : null,
            Debug = DebugLines,
            Span = Span,
        };
        EndOnFailure(Target, () =>
        {
            using var store = OpenStore(call);
            foreach (var file in _files)
            {
                EndOnFailure(file, () => Send(store, file, call));
            }
        });
    }

    private ObjectStore OpenStore(CallContext call)
    {
        var access = new StoreAccess
        {
            Endpoint = Endpoint,
            Region = Region,
            VirtualHost = AddressStyle is null ? null : AddressStyle == AddressStyleCompleter.VirtualHost,
            Credential = Credential,
            SessionToken = SessionToken,
            SasToken = SasToken,
        };
        var options = new ConnectOptions
        {
            CACertificates = CACertificate is null ? null : [.. CACertificate.SelectMany(file => file.Certificates)],
            SkipCertificateCheck = SkipCertificateCheck,
            NoProxy = NoProxy,
        };
        return ImportDestination.Parse(Destination).Open(this, access, new StoreConnection(options, Parallel), call);
    }

    private void Send(ObjectStore store, string file, CallContext call)
    {
        var name = store.GetName(System.IO.Path.GetFileName(file));
        if (!ShouldProcess($"{file} to {store.GetUri(name)}", "Send import file"))
        {
            return;
        }

        var display = new WaitDisplay($"Sending {System.IO.Path.GetFileName(file)}");
        var upload = new FileUpload(store, Parallel, PartSize, call);
        using var opened = LocalFiles.RunRead(file, () => SentFile.Open(file));
        WriteObject(Await(token => upload.SendAsync(opened, Force, display, token), call, display));
    }

    // Objects with the same name would replace each other.
    private void CheckNames()
    {
        var same = _files
            .GroupBy(file => System.IO.Path.GetFileName(file), StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        if (same is not null)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"Several files have the name {same.Key}: {string.Join(", ", same)}. Only one of them could be stored.")
            {
                RecommendedAction = "Send them to different prefixes, or rename them.",
            };
        }
    }

    // The next cmdlet of the pipeline would import the files without the one that failed.
    private void EndOnFailure(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (MilvusException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, target));
        }
    }
}

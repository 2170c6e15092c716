using System.Globalization;
using System.Text;
using Milvus.Client.Errors;
using Milvus.Core.Calls;

namespace Milvus.Client.ObjectStores;

/// <summary>A container of Azure Blob Storage, with a SAS token.</summary>
internal sealed class AzureBlobStore : ObjectStore
{
    private const string ShaHeader = "x-ms-meta-sha256";
    private const string Version = "2021-12-02";

    private readonly Uri _root;
    private readonly string _containerPath;
    private readonly string _prefix;
    private readonly string _sas;
    private readonly StoreCaller _caller;

    /// <param name="container">The address of the container.</param>
    /// <param name="prefix">The beginning of the names of blobs, with its slash; empty for none.</param>
    /// <param name="sas">The SAS token, with or without its question mark.</param>
    /// <param name="connection">Certificates, proxy, clock.</param>
    /// <param name="call">Time budget and messages.</param>
    internal AzureBlobStore(Uri container, string prefix, string sas, StoreConnection connection, CallContext call)
    {
        (_root, _containerPath, _prefix) = (container, container.AbsolutePath.TrimEnd('/'), prefix);
        _sas = sas.TrimStart('?');
        Bucket = _containerPath[(_containerPath.LastIndexOf('/') + 1)..];
        var mask = new SecretMask(_sas);
        mask.Add(FindSignatures(_sas));
        _caller = connection.CreateCaller(_root, Prepare, mask.Hide, call);
    }

    internal override StoreLimits Limits => StoreLimits.AzureBlob;

    internal override string Bucket { get; }

    internal override string GetName(string fileName) => _prefix + fileName;

    internal override Uri GetUri(string name) => StoreConnection.CreateUri(_root, GetPath(name), string.Empty);

    internal override async Task<(bool IsKnown, StoredObject? Object)> FindAsync(string name, CancellationToken token)
    {
        // A SAS token without the permission to read answers 403.
        var request = new StoreRequest(HttpMethod.Head, GetPath(name)) { What = $"Looking for {name}" };
        var answer = await _caller.SendAsync(request, token, 404, 403).ConfigureAwait(false);
        return answer.Status switch
        {
            404 => (true, null),
            403 => (false, null),
            _ => (true, StoreConnection.ToObject(answer, ShaHeader)),
        };
    }

    internal override Task PutAsync(string name, SentFile file, PartPlan plan, Action<int> sent, CancellationToken token) =>
        _caller.SendAsync(
            new StoreRequest(HttpMethod.Put, GetPath(name))
            {
                What = $"Sending {name}",
                Headers = new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob", [ShaHeader] = file.Sha256 },
                Body = more => CreateContent(file, plan, 0, more + sent),
                IsLarge = true,
            },
            token);

    /// <summary>Blocks need no beginning; uncommitted ones are replaced by the next upload, and removed after a week.</summary>
    internal override Task<string> BeginAsync(string name, SentFile file, CancellationToken token) =>
        Task.FromResult(Guid.NewGuid().ToString("N"));

    internal override async Task<string> PutPartAsync(
        string name,
        string upload,
        SentFile file,
        PartPlan plan,
        int part,
        Action<int> sent,
        CancellationToken token)
    {
        // All ids of a blob must have the same length.
        var id = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{upload}-{part:00000}")));
        var request = new StoreRequest(HttpMethod.Put, GetPath(name))
        {
            What = string.Create(CultureInfo.InvariantCulture, $"Sending part {part + 1} of {name}"),
            Query = new Dictionary<string, string> { ["comp"] = "block", ["blockid"] = id },
            Body = more => CreateContent(file, plan, part, more + sent),
            IsLarge = true,
        };
        await _caller.SendAsync(request, token).ConfigureAwait(false);
        return id;
    }

    internal override Task CompleteAsync(
        string name,
        string upload,
        SentFile file,
        IReadOnlyList<string> tags,
        CancellationToken token) =>
        _caller.SendAsync(
            new StoreRequest(HttpMethod.Put, GetPath(name))
            {
                What = $"Completing the upload of {name}",
                Query = new Dictionary<string, string> { ["comp"] = "blocklist" },
                Headers = new Dictionary<string, string> { [ShaHeader] = file.Sha256 },
                Body = _ => new ByteArrayContent(Encoding.UTF8.GetBytes(StoreXml.WriteBlocks(tags))),
            },
            token);

    internal override Task AbortAsync(string name, string upload, CancellationToken token) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _caller.Dispose();
        }
    }

    private static PartContent CreateContent(SentFile file, PartPlan plan, int part, Action<int> sent)
    {
        var content = file.CreateContent(plan, part, sent);
        content.Headers.ContentMD5 = file.GetMd5(part);
        return content;
    }

    // The signature grants the access; it is shown in neither its encoded nor its plain form.
    private static IEnumerable<string> FindSignatures(string sas) =>
        sas.Split('&')
            .Where(pair => pair.StartsWith("sig=", StringComparison.OrdinalIgnoreCase))
            .Select(pair => pair[4..])
            .SelectMany(value => new[] { value, Uri.UnescapeDataString(value) });

    private string GetPath(string name) => $"{_containerPath}/{SignatureV4.EscapePath(name)}";

    private HttpRequestMessage Prepare(StoreRequest request, Uri? root)
    {
        var query = SignatureV4.WriteQuery(request.Query);
        var uri = StoreConnection.CreateUri(root ?? _root, request.Path, query.Length > 0 ? $"{query}&{_sas}" : _sas);
        var message = new HttpRequestMessage(request.Method, uri);
        message.Headers.TryAddWithoutValidation("x-ms-version", Version);
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}

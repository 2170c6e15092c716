using System.Globalization;
using System.Text;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.ObjectStores;

/// <summary>A bucket of Amazon S3 or of a store with its interface, for example MinIO.</summary>
internal sealed class S3Store : ObjectStore
{
    private const string ShaHeader = "x-amz-meta-sha256";

    private readonly S3Address _address;
    private readonly StoreKeys _keys;
    private readonly SignatureV4 _signature;
    private readonly TimeProvider _time;
    private readonly StoreCaller _caller;
    private readonly string _prefix;

    internal S3Store(S3Options options, StoreConnection connection, CallContext call)
    {
        (_keys, _prefix, Bucket) = (options.Keys, options.Prefix, options.Bucket);
        _address = S3Address.Create(options.Bucket, options.Endpoint, options.Region, options.VirtualHost);
        _signature = new SignatureV4(options.Keys, options.Region, "s3");
        _time = connection.Time;
        _caller = connection.CreateCaller(_address.Root, Prepare, options.Keys.Mask.Hide, call);
    }

    internal override StoreLimits Limits => StoreLimits.S3;

    internal override string Bucket { get; }

    internal override string GetName(string fileName) => _prefix + fileName;

    internal override Uri GetUri(string name) => StoreConnection.CreateUri(_address.Root, GetPath(name), string.Empty);

    internal override async Task<(bool IsKnown, StoredObject? Object)> FindAsync(string name, CancellationToken token)
    {
        // Without the permission to list, S3 answers 403 for an object that does not exist; 400 is an error whose text HEAD omits.
        var request = new StoreRequest(HttpMethod.Head, GetPath(name)) { What = $"Looking for {name}" };
        var answer = await _caller.SendAsync(request, token, 404, 403, 400).ConfigureAwait(false);
        return answer.Status switch
        {
            404 => (true, null),
            400 or 403 => (false, null),
            _ => (true, StoreConnection.ToObject(answer, ShaHeader)),
        };
    }

    internal override Task PutAsync(string name, SentFile file, PartPlan plan, Action<int> sent, CancellationToken token) =>
        _caller.SendAsync(
            new StoreRequest(HttpMethod.Put, GetPath(name))
            {
                What = $"Sending {name}",
                Headers = new Dictionary<string, string> { [ShaHeader] = file.Sha256 },
                PayloadHash = file.GetSha256(0),
                Body = more => file.CreateContent(plan, 0, more + sent),
                IsLarge = true,
            },
            token);

    internal override async Task<string> BeginAsync(string name, SentFile file, CancellationToken token)
    {
        var request = new StoreRequest(HttpMethod.Post, GetPath(name))
        {
            What = $"Beginning the upload of {name}",
            Query = new Dictionary<string, string> { ["uploads"] = string.Empty },
            Headers = new Dictionary<string, string> { [ShaHeader] = file.Sha256 },
            Body = _ => new ByteArrayContent([]),
        };
        var answer = await _caller.SendAsync(request, token).ConfigureAwait(false);
        return StoreXml.Find(answer.Body, "UploadId") ?? throw StoreXml.CreateError(request.What, _caller.Place);
    }

    internal override async Task<string> PutPartAsync(
        string name,
        string upload,
        SentFile file,
        PartPlan plan,
        int part,
        Action<int> sent,
        CancellationToken token)
    {
        var number = (part + 1).ToString(CultureInfo.InvariantCulture);
        var request = new StoreRequest(HttpMethod.Put, GetPath(name))
        {
            What = $"Sending part {number} of {name}",
            Query = new Dictionary<string, string> { ["partNumber"] = number, ["uploadId"] = upload },
            PayloadHash = file.GetSha256(part),
            Body = more => file.CreateContent(plan, part, more + sent),
            IsLarge = true,
        };
        var answer = await _caller.SendAsync(request, token).ConfigureAwait(false);
        return answer.GetHeader("ETag") ?? throw StoreXml.CreateError(request.What, _caller.Place);
    }

    internal override async Task CompleteAsync(
        string name,
        string upload,
        SentFile file,
        IReadOnlyList<string> tags,
        CancellationToken token)
    {
        var body = Encoding.UTF8.GetBytes(StoreXml.WriteParts(tags));
        var request = new StoreRequest(HttpMethod.Post, GetPath(name))
        {
            What = $"Completing the upload of {name}",
            Query = new Dictionary<string, string> { ["uploadId"] = upload },
            PayloadHash = Sha256Text.Of(body),
            Body = _ => new ByteArrayContent(body),
        };
        // 404: an attempt whose answer was lost has completed it; the check of the object decides.
        await _caller.SendAsync(request, token, 404).ConfigureAwait(false);
    }

    internal override Task AbortAsync(string name, string upload, CancellationToken token) =>
        _caller.SendAsync(
            new StoreRequest(HttpMethod.Delete, GetPath(name))
            {
                What = $"Aborting the upload of {name}",
                Query = new Dictionary<string, string> { ["uploadId"] = upload },
            },
            token,
            404);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _caller.Dispose();
        }
    }

    private string GetPath(string name) => $"{_address.BucketPath}/{SignatureV4.EscapePath(name)}";

    private HttpRequestMessage Prepare(StoreRequest request, Uri? root)
    {
        var uri = StoreConnection.CreateUri(root ?? _address.Root, request.Path, SignatureV4.WriteQuery(request.Query));
        var now = _time.GetUtcNow().UtcDateTime;
        var headers = new Dictionary<string, string>(request.Headers)
        {
            ["x-amz-content-sha256"] = request.PayloadHash,
            ["x-amz-date"] = SignatureV4.FormatTime(now),
        };
        if (_keys.SessionToken is { } session)
        {
            headers["x-amz-security-token"] = session;
        }

        var signed = headers.Append(new("host", uri.Authority));
        var authorization = _signature.CreateHeader(
            request.Method.Method,
            request.Path,
            request.Query,
            signed,
            request.PayloadHash,
            now);
        var message = new HttpRequestMessage(request.Method, uri);
        foreach (var (header, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(header, value);
        }

        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        return message;
    }
}

/// <summary>A bucket, and how it is reached.</summary>
internal sealed class S3Options
{
    internal required string Bucket { get; init; }

    /// <summary>The beginning of the names of objects, with its slash; empty for none.</summary>
    internal required string Prefix { get; init; }

    /// <summary>The address of the store; null for AWS.</summary>
    internal Uri? Endpoint { get; init; }

    internal required string Region { get; init; }

    /// <summary>Whether the host names the bucket; null for what is usual.</summary>
    internal bool? VirtualHost { get; init; }

    internal required StoreKeys Keys { get; init; }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Milvus.Testing.Fake;

/// <summary>
/// An object store on loopback with the interface of S3: it checks signatures and checksums, and refuses what S3 refuses. Its operations
/// are Head, Put, Begin, Part, Complete and Abort.
/// </summary>
internal sealed class S3Server : IDisposable
{
    internal const string AccessKey = "AKIATEST";
    internal const string SecretKey = "CANARY-secret-key";
    internal const string Session = "CANARY-session-token";
    internal const string Bucket = "a-bucket";

    private const int MinPart = 5 << 20;

    private readonly RestServer _server;
    private readonly ConcurrentDictionary<string, bool> _regions = new(StringComparer.Ordinal);

    internal S3Server(X509Certificate2? certificate = null) => _server = new RestServer(AnswerAsync, certificate);

    internal Uri Uri => _server.Uri;

    /// <summary>The objects by bucket/name.</summary>
    internal ConcurrentDictionary<string, FakeObject> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>The parts of unfinished uploads by their id.</summary>
    internal ConcurrentDictionary<string, ConcurrentDictionary<int, byte[]>> Uploads { get; } = new(StringComparer.Ordinal);

    /// <summary>The operations that arrived with a valid signature.</summary>
    internal ConcurrentQueue<string> Operations { get; } = new();

    /// <summary>The regions of the signatures.</summary>
    internal IEnumerable<string> Regions => _regions.Keys;

    internal StoreFaults Faults { get; } = new();

    /// <summary>Operations that the keys may not execute.</summary>
    internal HashSet<string> Denied { get; } = new(StringComparer.Ordinal);

    /// <summary>The difference of its clock to that of the machine.</summary>
    internal TimeSpan ClockOffset { get; set; }

    /// <summary>Whether requests must have the session token.</summary>
    internal bool RequiresSession { get; set; }

    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        var now = DateTime.UtcNow + ClockOffset;
        if (S3Signature.FindError(context, AccessKey, SecretKey, RequiresSession ? Session : null, now) is { } code)
        {
            await StoreFaults.WriteErrorAsync(context, 403, code, $"<ServerTime>{now:yyyy-MM-dd'T'HH:mm:ss'Z'}</ServerTime>");
            return;
        }

        _regions[context.Request.Headers.Authorization.ToString().Split('/')[2]] = true;
        var operation = FindOperation(context.Request);
        Operations.Enqueue(operation);
        if (Faults.Take(operation) is { } fault)
        {
            await fault(context);
        }
        else if (Denied.Contains(operation))
        {
            await StoreFaults.WriteErrorAsync(context, 403, "AccessDenied");
        }
        else
        {
            await RunAsync(context, operation);
        }
    }

    private static string FindOperation(HttpRequest request) => request.Method switch
    {
        "HEAD" => "Head",
        "DELETE" => "Abort",
        "PUT" => request.Query.ContainsKey("partNumber") ? "Part" : "Put",
        _ => request.Query.ContainsKey("uploads") ? "Begin" : "Complete",
    };

    private async Task RunAsync(HttpContext context, string operation)
    {
        var name = FindName(context);
        if (!name.StartsWith(Bucket + "/", StringComparison.Ordinal))
        {
            await StoreFaults.WriteErrorAsync(context, 404, "NoSuchBucket");
            return;
        }

        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        var body = bytes.ToArray();
        if (context.Request.Headers["x-amz-content-sha256"] != Convert.ToHexStringLower(SHA256.HashData(body)))
        {
            await StoreFaults.WriteErrorAsync(context, 400, "XAmzContentSHA256Mismatch");
            return;
        }

        var upload = context.Request.Query["uploadId"].ToString();
        if (operation is "Part" or "Complete" or "Abort" && !Uploads.ContainsKey(upload))
        {
            await StoreFaults.WriteErrorAsync(context, 404, "NoSuchUpload");
            return;
        }

        var sha = context.Request.Headers["x-amz-meta-sha256"].ToString();
        switch (operation)
        {
            case "Head" when Objects.TryGetValue(name, out var there):
                context.Response.ContentLength = there.Content.Length;
                context.Response.Headers["x-amz-meta-sha256"] = there.Sha256;
                break;
            case "Head":
                context.Response.StatusCode = 404;
                break;
            case "Put":
                Objects[name] = new FakeObject(body, sha);
                context.Response.Headers.ETag = "\"whole\"";
                break;
            case "Begin":
                await BeginAsync(context, sha);
                break;
            case "Part":
                var number = int.Parse(context.Request.Query["partNumber"]!, CultureInfo.InvariantCulture);
                Uploads[upload][number] = body;
                context.Response.Headers.ETag = $"\"part-{number}\"";
                break;
            case "Complete":
                await CompleteAsync(context, name, upload, body);
                break;
            default:
                Uploads.TryRemove(upload, out _);
                context.Response.StatusCode = 204;
                break;
        }
    }

    // The path names the bucket, or the host does.
    private static string FindName(HttpContext context)
    {
        var path = Uri.UnescapeDataString(context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0]).TrimStart('/');
        var host = context.Request.Host.Host;
        return host.EndsWith(".localhost", StringComparison.Ordinal) ? $"{host[..^".localhost".Length]}/{path}" : path;
    }

    private async Task BeginAsync(HttpContext context, string sha)
    {
        var id = $"{Guid.NewGuid():N}.{sha}";
        Uploads[id] = new();
        await context.Response.WriteAsync(
            "<InitiateMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + $"<Bucket>{Bucket}</Bucket><UploadId>{id}</UploadId></InitiateMultipartUploadResult>");
    }

    private async Task CompleteAsync(HttpContext context, string name, string upload, byte[] body)
    {
        var listed = XDocument.Parse(Encoding.UTF8.GetString(body)).Root!
            .Elements()
            .Select(part => (Number: (int)part.Elements().First(), Tag: part.Elements().Last().Value))
            .ToList();
        var parts = listed.Select(part => Uploads[upload].GetValueOrDefault(part.Number)).ToList();
        var isValid = parts.TrueForAll(part => part is not null) && listed.TrueForAll(part => part.Tag == $"\"part-{part.Number}\"");
        if (!isValid || parts.SkipLast(1).Any(part => part!.Length < MinPart))
        {
            await StoreFaults.WriteErrorAsync(context, 400, isValid ? "EntityTooSmall" : "InvalidPart");
            return;
        }

        Objects[name] = new FakeObject([.. parts.SelectMany(part => part!)], upload.Split('.')[1]);
        Uploads.TryRemove(upload, out _);
        await context.Response.WriteAsync("<CompleteMultipartUploadResult><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>");
    }
}

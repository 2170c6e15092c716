using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Milvus.Testing.Fake;

/// <summary>
/// A container of Azure Blob Storage on loopback: it checks the SAS token and checksums. Its operations are Head, Put, Block and List.
/// </summary>
internal sealed class AzureBlobServer : IDisposable
{
    internal const string Sas = "sv=2021-12-02&sp=cwr&sr=c&sig=CANARY%2Fsignature%3D";
    internal const string Container = "/account/milvus";

    private readonly RestServer _server;

    internal AzureBlobServer() => _server = new RestServer(AnswerAsync);

    internal Uri Uri => new(_server.Uri, Container);

    internal ConcurrentDictionary<string, FakeObject> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>The blocks that are not committed, by their id.</summary>
    internal ConcurrentDictionary<string, byte[]> Blocks { get; } = new(StringComparer.Ordinal);

    internal ConcurrentQueue<string> Operations { get; } = new();

    internal StoreFaults Faults { get; } = new();

    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        var request = context.Request;
        if (request.Query["sig"] != "CANARY/signature=")
        {
            await WriteErrorAsync(context, 403, "AuthenticationFailed");
            return;
        }

        var operation = request.Method == "HEAD" ? "Head" : request.Query["comp"].ToString() switch
        {
            "block" => "Block",
            "blocklist" => "List",
            _ => "Put",
        };
        Operations.Enqueue(operation);
        if (Faults.Take(operation) is { } fault)
        {
            await fault(context);
            return;
        }

        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes);
        await RunAsync(context, operation, bytes.ToArray());
    }

    private async Task RunAsync(HttpContext context, string operation, byte[] body)
    {
        var request = context.Request;
        var path = request.Path.Value!;
        var sha = request.Headers["x-ms-meta-sha256"].ToString();
        if (!path.StartsWith(Container + "/", StringComparison.Ordinal))
        {
            await WriteErrorAsync(context, 404, "ContainerNotFound");
        }
        else if (operation is "Put" or "Block" && request.Headers.ContentMD5 != Hash(body))
        {
            await WriteErrorAsync(context, 400, "Md5Mismatch");
        }
        else if (operation == "Put" && request.Headers["x-ms-blob-type"] != "BlockBlob")
        {
            await WriteErrorAsync(context, 400, "MissingRequiredHeader");
        }
        else if (operation == "Head")
        {
            var there = Objects.GetValueOrDefault(path);
            context.Response.StatusCode = there is null ? 404 : 200;
            context.Response.ContentLength = there?.Content.Length;
            context.Response.Headers["x-ms-meta-sha256"] = there?.Sha256;
        }
        else
        {
            Store(operation, path, request.Query["blockid"].ToString(), body, sha);
            context.Response.StatusCode = 201;
        }
    }

    // Azure checks parts with MD5, which protects against damage and not against attackers.
    private static string Hash(byte[] body)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(body);
        return Convert.ToBase64String(md5.GetHashAndReset());
    }

    private void Store(string operation, string path, string block, byte[] body, string sha)
    {
        switch (operation)
        {
            case "Put":
                Objects[path] = new FakeObject(body, sha);
                break;
            case "Block":
                Blocks[block] = body;
                break;
            default:
                var ids = XDocument.Parse(Encoding.UTF8.GetString(body)).Root!.Elements("Latest").Select(id => id.Value).ToList();
                Objects[path] = new FakeObject([.. ids.SelectMany(id => Blocks[id])], sha);
                ids.ForEach(id => Blocks.TryRemove(id, out _));
                break;
        }
    }

    private static Task WriteErrorAsync(HttpContext context, int status, string code)
    {
        context.Response.Headers["x-ms-error-code"] = code;
        return StoreFaults.WriteErrorAsync(context, status, code);
    }
}

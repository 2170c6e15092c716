using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>
/// A file of command lines with their calls: "&gt; line", then one call per line with its name and request. Values that differ between runs
/// are written as 0.
/// </summary>
internal static partial class GoldenRequests
{
    internal static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Milvus.Module.Tests", "Requests", "Golden");

    /// <summary>The lines of a file with their expected calls.</summary>
    internal static IEnumerable<(string Line, string[] Calls)> Read(string file)
    {
        string? line = null;
        var calls = new List<string>();
        foreach (
            var text in File.ReadAllLines(Path.Combine(Folder, file)).Where(text => text.Length > 0 && !text.StartsWith('#')).Append("> "))
        {
            if (!text.StartsWith("> ", StringComparison.Ordinal))
            {
                calls.Add(text);
                continue;
            }

            if (line is not null)
            {
                yield return (line, [.. calls]);
            }

            line = text[2..];
            calls.Clear();
        }
    }

    /// <summary>
    /// Calls in the format of such a file. Reads between two writes are sorted, because some are made at the same time. Repeated equal
    /// calls are written once, because their number depends on time.
    /// </summary>
    internal static string[] Write(IEnumerable<RecordedCall> calls)
    {
        var written = new List<string>();
        var reads = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            if (CallLog.IsRead(call.Name))
            {
                reads.Add(Write(call));
                continue;
            }

            written.AddRange(reads);
            reads.Clear();
            var line = Write(call);
            if (written.Count == 0 || written[^1] != line)
            {
                written.Add(line);
            }
        }

        return [.. written, .. reads];
    }

    private static string Write(RecordedCall call)
    {
        var json = JsonFormatter.Default.Format(call.Request);
        if (call.Request is CreateCollectionRequest create)
        {
            var request = JsonNode.Parse(json)!.AsObject();
            request["schema"] = JsonNode.Parse(JsonFormatter.Default.Format(CollectionSchema.Parser.ParseFrom(create.Schema)));
            json = request.ToJsonString(Relaxed);
        }
        else
        {
            json = JsonNode.Parse(json)!.ToJsonString(Relaxed);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{call.Name} {Passing().Replace(json, "${name}0")}");
    }

    private static System.Text.Json.JsonSerializerOptions Relaxed { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Times, ids of collections, tokens of iterators and salted passwords.
    [GeneratedRegex(
        "(?<name>\"(?:schemaTimestamp|guaranteeTimestamp|timestamp|flushTs|collectionID)\":\"|"
            + "\"key\":\"collection_id\",\"value\":\")\\d{12,}|"
            + "(?<name>\"search_iter_id\",\"value\":\")[-0-9a-f]+|(?<name>\"pbkdf2-)[^\"]+")]
    private static partial Regex Passing();
}

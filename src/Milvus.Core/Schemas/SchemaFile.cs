using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Core.Schemas;

/// <summary>Collections without their rows, as a JSON file that people can read, compare and change.</summary>
internal static class SchemaFile
{
    private const string Format = "milvus-schema";
    private const int Version = 1;

    // A misspelt name is an error: ignoring it would create a different collection.
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    internal static byte[] Write(IEnumerable<CollectionBlueprint> collections) => JsonSerializer.SerializeToUtf8Bytes(
        new SchemaDocument { Format = Format, Version = Version, Collections = [.. collections.Select(CollectionDocument.From)] },
        _options);

    /// <exception cref="MilvusException">The file is not a schema file, or of a later version; the message has the position.</exception>
    internal static IReadOnlyList<CollectionBlueprint> Read(ReadOnlySpan<byte> content, string name)
    {
        try
        {
            var document = JsonSerializer.Deserialize<SchemaDocument>(content, _options);
            if (document is not { Format: Format })
            {
                throw new JsonException($"\"format\" is not \"{Format}\".");
            }

            return document.Version <= Version
                ? [.. document.Collections.Select(collection => collection.ToBlueprint())]
                : throw new MilvusException(
                    MilvusErrorId.FormatTooNew,
                    $"The file '{name}' has version {document.Version} of schema files, but this module reads versions up to {Version}.");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The file '{name}' is not a schema file: {JsonReading.GetFileReason(e)}.",
                e)
            {
                RecommendedAction = "Export-MilvusSchema writes such files.",
            };
        }
    }
}

using Milvus.Core.Marshalling.Values;

namespace Milvus.Formats.Json;

/// <summary>The reason of a JSON error, without the details of the parser.</summary>
internal static class JsonReason
{
    internal static string GetReason(Exception failure) => JsonReading.GetBareReason(failure);
}

using Google.Protobuf.Collections;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client.Reads;

/// <summary>The common parameters of queries and searches for the wire. Unset parameters are not sent.</summary>
internal static class ReadParameters
{
    internal static void Add(this RepeatedField<Protocol.KeyValuePair> parameters, ReadRequest read)
    {
        Given("ignore_growing", read.IgnoreGrowing ? true : null);
        Given("timezone", read.TimeZone);
        Given("time_fields", read.TimeFields is null ? null : string.Join(',', read.TimeFields));
        Given("cluster_id", read.ClusterId);
        Given("order_by_fields", read.OrderBy is null ? null : string.Join(',', read.OrderBy.Select(Order)));

        void Given(string key, object? value)
        {
            if (value is not null)
            {
                parameters.Add(ParameterText.ToPair(key, value));
            }
        }
    }

    /// <summary>A field and its direction: "price" and "price:asc" are the same.</summary>
    /// <exception cref="MilvusException">The direction is neither asc nor desc.</exception>
    private static string Order(string text)
    {
        // A JSON path may contain a colon, so only the last colon can separate the direction.
        var colon = text.LastIndexOf(':');
        var direction = colon > text.LastIndexOf(']') ? text[(colon + 1)..].Trim().ToLowerInvariant() : string.Empty;
        return direction switch
        {
            "" when colon < 0 || colon < text.LastIndexOf(']') => $"{text.Trim()}:asc",
            "asc" or "desc" when colon > 0 => $"{text[..colon].Trim()}:{direction}",
            _ => throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{text}' is not an order: use field, field:asc or field:desc."),
        };
    }
}

using System.Globalization;
using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Search;

/// <summary>Offset and limit of a query, within what Milvus allows.</summary>
/// <param name="Limit">Null where none was given.</param>
internal sealed record ResultWindow(long Offset, long? Limit)
{
    /// <summary>Offset and limit together reach at most so far.</summary>
    public const long Maximum = 16384;

    public static ResultWindow OfQuery(IEnumerable<KeyValuePair> parameters)
    {
        var pairs = parameters.ToArray();
        var limit = Number(pairs, "limit", text => $"limit [{text}] is invalid");
        if (limit is null)
        {
            // As on Milvus: an offset counts only beside a limit.
            return new ResultWindow(0, null);
        }
        var offset = Number(pairs, "offset", text => $"offset [{text}] is invalid") ?? 0;
        if (limit <= 0)
        {
            throw MilvusError.Unexpected($"invalid max query result window, limit [{limit}] is invalid, should be greater than 0");
        }
        if (offset < 0)
        {
            throw MilvusError.Unexpected($"invalid max query result window, offset [{offset}] is invalid, should be gte than 0");
        }
        if (offset > Maximum || limit > Maximum || offset + limit > Maximum)
        {
            throw MilvusError.Unexpected($"invalid max query result window, (offset+limit) should be in range [1, 16384], but got {unchecked(offset + limit)}");
        }
        return new ResultWindow(offset, limit);
    }

    /// <summary>The window of a hybrid search, over what its ranker makes of all hits.</summary>
    public static ResultWindow OfRanking(IEnumerable<KeyValuePair> parameters)
    {
        var pairs = parameters.ToArray();
        var limit = Number(pairs, "limit", text => $"limit [{text}] is invalid") ?? throw MilvusError.Parameter("limit not found in rank_params");
        if (limit is < 1 or > Maximum)
        {
            throw MilvusError.Parameter($"limit [{limit}] is invalid, should be in range [1, {Maximum}]");
        }
        var offset = Number(pairs, "offset", text => $"offset [{text}] is invalid") ?? 0;
        if (offset < 0 || offset + limit > Maximum)
        {
            throw MilvusError.Parameter($"offset+limit [{unchecked(offset + limit)}] is invalid, should be in range [1, {Maximum}]");
        }
        return new ResultWindow(offset, limit);
    }

    /// <summary>What of a sequence is in the window.</summary>
    public IEnumerable<T> Of<T>(IEnumerable<T> all) => Limit is { } limit ? all.Skip((int)Offset).Take((int)limit) : all;

    public static ResultWindow OfSearch(IEnumerable<KeyValuePair> parameters)
    {
        var pairs = parameters.ToArray();
        var top = Number(pairs, "topk", text => $"topk [{text}] is invalid") ?? throw MilvusError.Unexpected("topk not found in search_params");
        if (top is < 1 or > Maximum)
        {
            throw MilvusError.Unexpected($"topk [{top}] is invalid, top k should be in range [1, 16384], but got {top}");
        }
        var offset = Number(pairs, "offset", text => $"offset [{text}] is invalid") ?? 0;
        if (offset < 0)
        {
            throw MilvusError.Unexpected($"offset [{offset}] is invalid, should be gte than 0");
        }
        if (offset > Maximum || offset + top > Maximum)
        {
            throw MilvusError.Unexpected($"offset+topk [{unchecked(offset + top)}] is invalid, top k should be in range [1, 16384], but got {unchecked(offset + top)}");
        }
        return new ResultWindow(offset, top);
    }

    private static long? Number(KeyValuePair[] pairs, string key, Func<string, string> invalid) => pairs.Find(key) is not { } text
        ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw MilvusError.Unexpected(invalid(text));
}

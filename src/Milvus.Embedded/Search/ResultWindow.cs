using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Search;

/// <summary>Offset and limit of a read, within the limits of Milvus.</summary>
/// <param name="Limit">The limit; null if there is none.</param>
internal sealed record ResultWindow(long Offset, long? Limit)
{
    /// <summary>The maximum of offset + limit.</summary>
    public const long Maximum = 16384;

    public static ResultWindow OfQuery(IEnumerable<KeyValuePair> parameters)
    {
        var pairs = parameters.ToArray();
        var limit = Number(pairs, "limit", text => $"limit [{text}] is invalid");
        if (limit is null)
        {
            // As in Milvus, an offset without a limit is ignored.
            return new ResultWindow(0, null);
        }

        var offset = Number(pairs, "offset", text => $"offset [{text}] is invalid") ?? 0;
        CheckWindow(offset, limit.Value);
        return new ResultWindow(offset, limit);
    }

    private static void CheckWindow(long offset, long limit)
    {
        var wrong = offset < 0 ? $"offset [{offset}] is invalid, should be gte than 0"
            : limit <= 0 ? $"limit [{limit}] is invalid, should be greater than 0"
            : offset > Maximum || limit > Maximum || offset + limit > Maximum
                ? $"(offset+limit) should be in range [1, {Maximum}], but got {unchecked(offset + limit)}" : null;
        if (wrong is not null)
        {
            throw MilvusError.Unexpected($"invalid max query result window, {wrong}");
        }
    }

    /// <summary>The window of a hybrid search, which applies to the ranked hits of all searches.</summary>
    public static ResultWindow OfRanking(IEnumerable<KeyValuePair> parameters)
    {
        var pairs = parameters.ToArray();
        var limit =
            Number(pairs, "limit", text => $"limit [{text}] is invalid") ?? throw MilvusError.Parameter("limit not found in rank_params");
        var offset = Number(pairs, "offset", text => $"offset [{text}] is invalid") ?? 0;
        CheckWindow(offset, limit);
        return new ResultWindow(offset, limit);
    }

    /// <summary>The part of a sequence in the window.</summary>
    public IEnumerable<T> Of<T>(IEnumerable<T> all) => Limit is { } limit ? all.Skip((int)Offset).Take((int)limit) : all;

    public static ResultWindow OfSearch(IEnumerable<KeyValuePair> parameters)
    {
        var pairs = parameters.ToArray();
        var top = Number(pairs, "topk", text => $"topk [{text}] is invalid") ?? throw MilvusError.Missing("topk is required");
        if (top is < 1 or > Maximum && Iteration.Boolean(pairs.Find("iterator")) == true)
        {
            // An iterator is limited by its pages, so its topk is clamped and not rejected.
            top = Maximum;
        }

        CheckDepth("topk", top);
        var offset = Number(pairs, "offset", text => $"offset [{text}] is invalid") ?? 0;
        if (offset != 0)
        {
            CheckDepth("offset", offset);
        }

        CheckDepth("offset+topk", offset + top);
        return new ResultWindow(offset, top);
    }

    private static void CheckDepth(string name, long depth)
    {
        if (depth is < 1 or > Maximum)
        {
            throw MilvusError.Unexpected($"{name} [{depth}] is invalid, it should be in range [1, {Maximum}], but got {depth}");
        }
    }

    private static long? Number(KeyValuePair[] pairs, string key, Func<string, string> invalid) => pairs.Find(key)?.Trim() is not { } text
        ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw MilvusError.Parameter(invalid(text));
}

using System.Globalization;
using Milvus.Embedded.Catalog;
using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>A page of a search iterator of version 2. (Those of version 1 are range searches that name the keys they had.)</summary>
/// <param name="Token">Which iterator; the first page makes it up.</param>
/// <param name="BatchSize">Hits of a page.</param>
/// <param name="LastBound">Score of the last hit of the page before.</param>
internal sealed record SearchIteration(string Token, int BatchSize, float? LastBound)
{
    public static SearchIteration? Of(CollectionEntry collection, IReadOnlyCollection<KeyValuePair> given, FieldSchema? groupBy)
    {
        var iterating = Iteration.OfSearch(collection, given);
        if (iterating && groupBy is not null)
        {
            throw MilvusError.Parameter("Not allowed to do groupBy when doing iteration", "", "");
        }
        if (Iteration.Boolean(given.Find("search_iter_v2")) != true)
        {
            return null;
        }
        if (!iterating)
        {
            throw MilvusError.Unexpected("both iterator and search_iter_v2 must be set in the SDK");
        }
        if (given.Find("offset") is { Length: > 0 } and not "0")
        {
            throw MilvusError.Unexpected("Setting an offset is not supported for search iteration v2");
        }
        return new SearchIteration(TokenOf(given.Find("search_iter_id")), SizeOf(given.Find("search_iter_batch_size")), BoundOf(given.Find("search_iter_last_bound")));
    }

    private static string TokenOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Guid.NewGuid().ToString();
        }
        return Guid.TryParse(text, out _) ? text : throw MilvusError.Unexpected("invalid token format");
    }

    private static int SizeOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw MilvusError.Unexpected("batch size is required");
        }
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size))
        {
            throw MilvusError.Unexpected($"batch size is invalid, {text} is no number");
        }
        return size is >= 1 and <= ResultWindow.Maximum
            ? (int)size
            : throw MilvusError.Unexpected($"batch size is invalid, should be in range [1, {ResultWindow.Maximum}], but got {size}");
    }

    private static float? BoundOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) && !float.IsNaN(bound)
            ? bound
            : throw MilvusError.Unexpected($"failed to parse input last bound, {text} is no number");
    }
}

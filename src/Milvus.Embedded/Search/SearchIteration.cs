using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;

namespace Milvus.Embedded.Search;

/// <summary>A page of a search iterator of version 2. Version 1 sends range searches that exclude the keys of previous pages.</summary>
/// <param name="Token">The identifier of the iterator. The first page creates it.</param>
/// <param name="BatchSize">The number of hits of a page.</param>
/// <param name="LastBound">The score of the last hit of the previous page; null for the first page.</param>
internal sealed record SearchIteration(string Token, int BatchSize, float? LastBound)
{
    /// <summary>Whether the search is a page of an iterator, of version 1 or 2.</summary>
    public static bool IsPage(CollectionEntry collection, IReadOnlyCollection<KeyValuePair> given) => Iteration.OfSearch(collection, given);

    public static SearchIteration? Of(CollectionEntry collection, IReadOnlyCollection<KeyValuePair> given, bool hasGroups)
    {
        var iterating = Iteration.OfSearch(collection, given);
        if (iterating && hasGroups)
        {
            throw MilvusError.Parameter("Not allowed to do groupBy when doing iteration", "", "");
        }

        if (Iteration.Boolean(given.Find("search_iter_v2")) != true)
        {
            return null;
        }

        if (!iterating)
        {
            throw Invalid("both iterator and search_iter_v2 must be set in the SDK: missing parameter");
        }

        if (given.Find("offset") is { Length: > 0 } and not "0")
        {
            throw Invalid("Setting an offset is not permitted when using a search iterator v2: invalid parameter[expected=][actual=]");
        }

        return new SearchIteration(
            TokenOf(given.Find("search_iter_id")),
            SizeOf(given.Find("search_iter_batch_size")),
            BoundOf(given.Find("search_iter_last_bound")));
    }

    private static string TokenOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Guid.NewGuid().ToString();
        }

        return Guid.TryParse(text, out _) ? text : throw Invalid("invalid token format: invalid parameter");
    }

    private static int SizeOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw Invalid("batch size is required: missing parameter");
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size))
        {
            throw Invalid($"batch size is invalid, strconv.ParseInt: parsing \"{text}\": invalid syntax: invalid parameter");
        }

        return size is >= 1 and <= ResultWindow.Maximum
            ? (int)size
            : throw Invalid($"batch size is invalid, it should be in range [1, {ResultWindow.Maximum}], but got {size}: invalid "
                + "parameter: invalid parameter");
    }

    private static float? BoundOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) && !float.IsNaN(bound)
            ? bound
            : throw Invalid($"failed to parse input last bound, strconv.ParseFloat: parsing \"{text}\": invalid syntax: invalid parameter");
    }

    private static MilvusError Invalid(string reason) => MilvusError.Parameter("parse iterator v2 info failed: " + reason);
}

using System.Collections;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Values;

/// <summary>Distinguishes one query vector from a list of vectors.</summary>
internal static class QueryVectors
{
    internal static IReadOnlyList<object> Split(object given)
    {
        var value = PlainObject.Of(given);
        if (IsVector(value) || value is not IEnumerable list || value is string)
        {
            return [value];
        }

        // Without this check, an empty variable would silently return no hits.
        IReadOnlyList<object> vectors = [.. list.Cast<object>().Select(item => EntityReader.Unwrap(item)!)];
        return vectors.Count > 0
            ? vectors
            : throw new MilvusException(MilvusErrorId.InvalidVector, "The vector to search with has no components.");
    }

    /// <summary>
    /// Whether a value is a single vector: a list with at least one number at any position, a list of numbers as texts only, or a
    /// dictionary of indexes and values.
    /// </summary>
    internal static bool IsVector(object value)
    {
        if (value is IDictionary)
        {
            return true;
        }

        if (value is string || value is not IEnumerable list)
        {
            return false;
        }

        if (value is Array { Length: > 0 } array && array.GetType().GetElementType()!.IsPrimitive)
        {
            return true;
        }

        var items = list.Cast<object?>().Select(item => JsonString.Unmark(EntityReader.Unwrap(item))).ToList();
        return items.Exists(item => item is not (null or string or IEnumerable))
            || (items.Count > 0 && items.TrueForAll(item => item is string text && Numbers.TryDouble(text, out _)));
    }
}

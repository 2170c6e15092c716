using System.Collections;
using System.Management.Automation;

namespace Milvus.Values;

/// <summary>Tells one query vector from a list of them.</summary>
internal static class QueryVectors
{
    internal static IReadOnlyList<object> Of(object given)
    {
        var value = given is PSObject wrapped ? wrapped.BaseObject : given;
        if (IsVector(value) || value is not IEnumerable list || value is string)
        {
            return [value];
        }

        // A variable that turned out empty would otherwise search for nothing, and find it.
        IReadOnlyList<object> vectors = [.. list.Cast<object>().Select(item => EntityReader.Unwrap(item)!)];
        return vectors.Count > 0
            ? vectors
            : throw new MilvusException(MilvusErrorId.InvalidVector, "The vector to search with has no components.");
    }

    /// <summary>Whether it is one vector: numbers, bytes, or index and value pairs in a dictionary.</summary>
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

        // A list of lists, of texts or of dictionaries is a list of vectors.
        var first = list.Cast<object?>().Select(EntityReader.Unwrap).FirstOrDefault();
        return first is not null and not string and not IEnumerable;
    }
}

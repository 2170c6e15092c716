using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;

namespace Milvus.Embedded.Search;

/// <summary>Reads the parameters that iterators send with each page of a query or search.</summary>
internal static class Iteration
{
    /// <summary>Whether a read is a page of a query iterator.</summary>
    public static bool OfQuery(CollectionEntry collection, IReadOnlyCollection<KeyValuePair> given)
    {
        Flag(given, "reduce_stop_for_best", "value for reduce_stop_for_best is invalid");
        var asked = Flag(given, "iterator", "value for iterator field is invalid");
        CheckCollection(collection, given);
        return asked;
    }

    /// <summary>Whether a read is a page of a search iterator, of version 1 or 2.</summary>
    public static bool OfSearch(CollectionEntry collection, IReadOnlyCollection<KeyValuePair> given)
    {
        if (long.TryParse(given.Find("collection_id"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
            && id > 0
            && id != collection.Id)
        {
            throw MilvusError.Parameter(
                $"collection id:{id} in the request is not consistent to that in the search context,alias or database may have been "
                    + $"changed: {collection.Id}");
        }

        return Boolean(given.Find("iterator")) == true;
    }

    /// <summary>Parses a boolean as Milvus does (strconv.ParseBool of Go); null if it is not one.</summary>
    public static bool? Boolean(string? text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };

    private static bool Flag(IReadOnlyCollection<KeyValuePair> given, string key, string invalid) => given.Find(key) is { } text
        && (Boolean(text) ?? throw MilvusError.Parameter(invalid, "true or false", text));

    /// <summary>Throws if an alias now refers to another collection than for the first page.</summary>
    private static void CheckCollection(CollectionEntry collection, IReadOnlyCollection<KeyValuePair> given)
    {
        if (given.Find("collection_id") is not { } text)
        {
            return;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
        {
            throw MilvusError.Parameter("value for collection id is invalid", "int value for collection_id", text);
        }

        if (id != collection.Id)
        {
            throw MilvusError.Parameter(
                "Input collection id is not consistent to collectionID in the context,alias or database may have changed");
        }
    }
}

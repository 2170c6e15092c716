using System.Management.Automation;

namespace Milvus.Values;

/// <summary>
/// Hits from the pipeline, also those from a file, a job or a remote session. Deserialized hits have no connection, but still the key and
/// the collection of their row.
/// </summary>
internal static class PipedHit
{
    /// <summary>The hit of an object, also of a deserialized one; null for other objects.</summary>
    internal static SearchHit? Find(PSObject item)
    {
        if (item.BaseObject is SearchHit hit)
        {
            return hit;
        }

        return item.TypeNames is [$"Deserialized.Milvus.{nameof(SearchHit)}", ..]
            ? new SearchHit
            {
                Collection = Text(item, nameof(SearchHit.Collection)) ?? string.Empty,
                Database = Text(item, nameof(SearchHit.Database)),
                Id = Property(item, nameof(SearchHit.Id)),
                Entity = Fields(item),
            }
            : null;
    }

    /// <summary>The names and values of a row, or of the row of a hit with its key.</summary>
    /// <param name="item">The row or hit.</param>
    /// <param name="key">The key of the target collection; null if the row needs no key.</param>
    internal static List<KeyValuePair<string, object?>> ReadPairs(PSObject item, string? key)
    {
        if (Find(item) is not { } hit)
        {
            return EntityReader.ReadPairs(item);
        }

        var fields = hit.Entity is { } entity ? EntityReader.ReadPairs(PSObject.AsPSObject(entity)) : [];
        return key is null || hit.Id is null || fields.Exists(field => field.Key == key)
            ? fields
            : [KeyValuePair.Create(key, (object?)hit.Id), .. fields];
    }

    // Serialization keeps nested properties only to some depth. The hit has the same values one level higher.
    private static PSObject Fields(PSObject item)
    {
        var entity = new PSObject();
        // With a small depth, the row is serialized as one text. Its fields are then those properties of the hit that the hit does not
        // define itself.
        var row = item.Properties[nameof(SearchHit.Entity)]?.Value is PSObject { BaseObject: PSCustomObject } inner ? inner : null;
        foreach (var field in row?.Properties ?? item.Properties.Where(field => !IsOwn(field.Name)))
        {
            var lifted = row is null || IsOwn(field.Name) ? null : item.Properties[field.Name];
            entity.Properties.Add(new PSNoteProperty(field.Name, (lifted ?? field).Value));
        }

        return entity;
    }

    private static bool IsOwn(string name) => typeof(SearchHit).GetProperty(name) is not null;

    private static string? Text(PSObject item, string name) => Property(item, name) as string;

    private static object? Property(PSObject item, string name) => EntityReader.Unwrap(item.Properties[name]?.Value);
}

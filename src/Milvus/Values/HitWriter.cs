using System.Management.Automation;

namespace Milvus.Values;

/// <summary>Converts a hit for the user. The fields of its row are also properties of the hit, unless the hit has a property of that
/// name.</summary>
internal static class HitWriter
{
    internal static PSObject ToObject(SearchHit hit, EntityOrigin origin)
    {
        var fields = new List<PSNoteProperty>();
        var entity = EntityWriter.ToObject(hit.Entity as IEnumerable<KeyValuePair<string, object?>> ?? [], origin, fields);
        hit.Entity = entity;
        var result = PSObject.AsPSObject(hit);
        foreach (var property in fields)
        {
            // A property whose name differs only in case would silently replace an existing one, so the properties of the hit have
            // priority.
            if (result.Properties[property.Name] is null)
            {
                result.Properties.Add(new PSNoteProperty(property.Name, property.Value), preValidated: true);
            }
        }

        return Mark(result, hit, ControlCharacters.IsMarked(entity));
    }

    /// <summary>Converts a hit whose row is a hashtable, and has no further properties.</summary>
    internal static PSObject ToHashtable(SearchHit hit)
    {
        hit.Entity = EntityWriter.ToHashtable(hit.Entity as IEnumerable<KeyValuePair<string, object?>> ?? []);
        return Mark(PSObject.AsPSObject(hit), hit, ControlCharacters.AreIn(hit.Entity));
    }

    private static PSObject Mark(PSObject result, SearchHit hit, bool isRowMarked)
    {
        if (isRowMarked || ControlCharacters.AreIn(hit.Id) || ControlCharacters.AreIn(hit.Highlight))
        {
            ControlCharacters.Mark(result);
        }

        return result;
    }
}

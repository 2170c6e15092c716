using System.Management.Automation;

namespace Milvus.Values;

/// <summary>A hit for the user: the fields of its row are also properties of the hit, unless a property has the name.</summary>
internal static class HitWriter
{
    internal static PSObject ToObject(SearchHit hit, EntityOrigin origin)
    {
        var fields = (hit.Entity as IEnumerable<KeyValuePair<string, object?>> ?? []).ToList();
        var entity = EntityWriter.ToObject(fields, origin);
        hit.Entity = entity;
        var result = PSObject.AsPSObject(hit);
        foreach (var property in entity.Properties)
        {
            // A second property that differs only in case would silently replace the first, so the hit's own keep their names.
            if (result.Properties[property.Name] is null)
            {
                result.Properties.Add(new PSNoteProperty(property.Name, property.Value), preValidated: true);
            }
        }

        return result;
    }
}

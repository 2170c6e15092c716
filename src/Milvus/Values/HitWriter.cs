using System.Management.Automation;

namespace Milvus.Values;

/// <summary>
/// Converts the hits of a search for the user. The fields of a row are also properties of its hit, unless the hit has a property of that
/// name.
/// </summary>
/// <param name="origin">Where the rows come from.</param>
internal sealed class HitWriter(EntityOrigin origin)
{
    private readonly RowNames _names = new();
    private readonly Dictionary<string, bool> _free = new(StringComparer.Ordinal);

    internal PSObject ToObject(SearchHit hit)
    {
        var row = new EntityRow(hit.Entity as IReadOnlyList<KeyValuePair<string, object?>> ?? [], _names);
        hit.CreateEntityOnRead(() => EntityWriter.ToObject(row, origin));
        var result = DisplayProperties.AddToNew(hit);
        var properties = result.Properties;
        foreach (var (name, _, value) in row.Properties)
        {
            if (IsFree(properties, name))
            {
                properties.Add(new PSNoteProperty(name, value), preValidated: true);
            }
        }

        return Mark(result, hit, row.HasControl);
    }

    /// <summary>Converts a hit whose row is a hashtable, and has no further properties.</summary>
    internal static PSObject ToHashtable(SearchHit hit)
    {
        hit.Entity = EntityWriter.ToHashtable(hit.Entity as IEnumerable<KeyValuePair<string, object?>> ?? []);
        return Mark(DisplayProperties.AddToNew(hit), hit, ControlCharacters.AreIn(hit.Entity));
    }

    private static PSObject Mark(PSObject result, SearchHit hit, bool isRowMarked)
    {
        if (isRowMarked || ControlCharacters.AreIn(hit.Id) || ControlCharacters.AreIn(hit.Highlight))
        {
            ControlCharacters.Mark(result);
        }

        return result;
    }

    // A property whose name differs only in case would silently replace an existing one, so the properties of the hit have priority. All
    // hits have the same, so they are searched once for each name.
    private bool IsFree(PSMemberInfoCollection<PSPropertyInfo> properties, string name)
    {
        if (!_free.TryGetValue(name, out var free))
        {
            free = properties[name] is null;
            _free.Add(name, free);
        }

        return free;
    }
}

using System.Management.Automation;

namespace Milvus.Values;

/// <summary>
/// Maps property names of PowerShell objects to field names: PowerShell ignores case, so ID and id are the same, but Milvus does not.
/// Properties that PowerShell adds are ignored.
/// </summary>
internal sealed class EntityNames(Collection schema)
{
    private static readonly string[] _remoting = ["PSComputerName", "RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId"];
    private static readonly string[] _provider = ["PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider"];

    private readonly HashSet<string> _fields = schema.Field.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
    private readonly ILookup<string, string> _similar = schema
        .Field.Select(field => field.Name)
        .ToLookup(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Converts the property names of a row to field names. A name in another case matches a field only if it is unambiguous in the row.
    /// </summary>
    /// <param name="row">The row, or a hit.</param>
    /// <param name="key">The key of the target collection; null if the row needs no key.</param>
    internal List<KeyValuePair<string, object?>> ConvertRow(PSObject row, string? key)
    {
        var pairs = PipedHit.ReadPairs(row, key);
        if (row.BaseObject is PSCustomObject)
        {
            RemoveAdded(pairs, _remoting, "RunspaceId", value => value is Guid);
            RemoveAdded(pairs, _provider, "PSProvider", value => value is ProviderInfo);
        }

        if (pairs.TrueForAll(pair => _fields.Contains(pair.Key)))
        {
            return pairs;
        }

        var exact = pairs.Select(pair => pair.Key).Where(_fields.Contains).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < pairs.Count; i++)
        {
            var name = pairs[i].Key;
            if (!exact.Contains(name)
                && OnlyField(name) is { } field
                && !exact.Contains(field)
                && pairs.Count(pair => OnlyField(pair.Key) == field) == 1)
            {
                pairs[i] = new(field, pairs[i].Value);
            }
        }

        return pairs;
    }

    private string? OnlyField(string name)
    {
        var found = _similar[name];
        return found.Take(2).Count() == 1 ? found.First() : null;
    }

    private void RemoveAdded(List<KeyValuePair<string, object?>> pairs, string[] names, string sign, Func<object?, bool> isSign)
    {
        if (pairs.Exists(pair => pair.Key == sign && isSign(EntityReader.Unwrap(pair.Value))))
        {
            pairs.RemoveAll(pair => names.Contains(pair.Key, StringComparer.Ordinal) && !_fields.Contains(pair.Key));
        }
    }
}

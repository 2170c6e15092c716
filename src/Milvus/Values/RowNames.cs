namespace Milvus.Values;

/// <summary>
/// The names of the properties of rows that are written one after the other. PowerShell ignores case, so of two fields whose names differ
/// only in case the later one gets a number. Rows of one collection have the same fields, so their names are found once. Not thread-safe.
/// </summary>
internal sealed class RowNames
{
    private const string NoName = "_";

    private readonly List<string> _fields = [];
    private readonly List<string> _properties = [];
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The property of a field.</summary>
    /// <param name="index">The number of fields before it in its row.</param>
    /// <param name="field">The name of the field.</param>
    internal string Choose(int index, string field)
    {
        if (index < _fields.Count && _fields[index] == field)
        {
            return _properties[index];
        }

        Forget(index);
        var free = FindFree(field, _taken.Add);
        _fields.Add(field);
        _properties.Add(free);
        return free;
    }

    /// <summary>The name itself, or with the first number that makes it free; an empty name becomes an underscore.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isFree">Whether a name is free.</param>
    internal static string FindFree(string name, Func<string, bool> isFree)
    {
        var wanted = name.Length > 0 ? name : NoName;
        var free = wanted;
        for (var number = 2; !isFree(free); number++)
        {
            free = $"{wanted}_{number}";
        }

        return free;
    }

    private void Forget(int index)
    {
        for (var i = _properties.Count - 1; i >= index; i--)
        {
            _taken.Remove(_properties[i]);
        }

        _fields.RemoveRange(index, _fields.Count - index);
        _properties.RemoveRange(index, _properties.Count - index);
    }
}

using System.Collections;
using System.Management.Automation;
using System.Reflection;
using Milvus.Values;

namespace Milvus.Conditions;

/// <summary>Reads members of values: properties, entries of tables, elements of lists. Properties that run a script are not read.</summary>
internal static class ValueMembers
{
    // The only static properties that are read: they are the time.
    private static readonly (Type Type, string Name)[] _clocks =
    [
        (typeof(DateTime), nameof(DateTime.Now)),
        (typeof(DateTime), nameof(DateTime.UtcNow)),
        (typeof(DateTime), nameof(DateTime.Today)),
        (typeof(DateTimeOffset), nameof(DateTimeOffset.Now)),
        (typeof(DateTimeOffset), nameof(DateTimeOffset.UtcNow)),
    ];

    internal static bool TryRead(object? target, object key, out object? value)
    {
        value = null;
        var plain = PlainObject.Of(target);
        switch (plain, key)
        {
            case (IDictionary table, _) when table.Contains(key):
                value = table[key];
                return true;
            case (IDictionary table, long and >= int.MinValue and <= int.MaxValue and var number) when table.Contains((int)(long)number):
                value = table[(int)(long)number];
                return true;
            case (IList list, long position):
                var index = position < 0 ? position + list.Count : position;
                value = index >= 0 && index < list.Count ? list[(int)index] : null;
                return index >= 0 && index < list.Count;
            case (not null, string property) when IsStored(PSObject.AsPSObject(target!), property):
                value = PSObject.AsPSObject(target!).Properties[property].Value;
                return true;
            default:
                return false;
        }
    }

    private static bool IsStored(PSObject target, string property) => target.Properties[property] switch
    {
        PSAliasProperty alias => target.Properties[alias.ReferencedMemberName] is PSNoteProperty or PSProperty,
        var other => other is PSNoteProperty or PSProperty,
    };

    internal static bool TryReadStatic(Type type, string name, out object? value)
    {
        value = null;
        if (type.IsEnum)
        {
            return Enum.TryParse(type, name, ignoreCase: true, out value);
        }

        const BindingFlags Search = BindingFlags.Public | BindingFlags.Static | BindingFlags.IgnoreCase;
        if (type.GetField(name, Search) is { } field && ValueTypes.CanCast(field.FieldType))
        {
            value = field.IsLiteral || field.IsInitOnly ? field.GetValue(null) : null;
            return field.IsLiteral || field.IsInitOnly;
        }

        if (_clocks.Any(clock => clock.Type == type && clock.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            value = type.GetProperty(name, Search)!.GetValue(null);
            return true;
        }

        return false;
    }
}

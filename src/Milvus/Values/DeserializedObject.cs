using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace Milvus.Values;

/// <summary>Restores the objects of the module that came from a job, a remote session or a file.</summary>
internal static class DeserializedObject
{
    private const string Prefix = "Deserialized.";

    /// <summary>The type that an object had; null if it is not a deserialized object of the module.</summary>
    /// <remarks>Only the exact type name is accepted, not a base type for a derived one.</remarks>
    internal static Type? FindType(PSObject bag) =>
        bag.TypeNames is [var name, ..]
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && typeof(MilvusObject).Assembly.GetType(name[Prefix.Length..]) is { IsAbstract: false, IsPublic: true } type
        && type.GetConstructor(Type.EmptyTypes) is not null
            ? type
            : null;

    /// <summary>Restores an object with its parts.</summary>
    /// <param name="bag">The deserialized object.</param>
    /// <param name="type">Its type.</param>
    /// <param name="lost">The property whose value was serialized as text only; null if there is none.</param>
    internal static object Restore(PSObject bag, Type type, out string? lost)
    {
        lost = null;
        var item = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            var value = bag.Properties[property.Name]?.Value;
            if (value is null || (!property.CanWrite && property.GetValue(item) is not IDictionary<string, string>))
            {
                continue;
            }

            if (!TryConvert(value, property.PropertyType, out var converted, ref lost))
            {
                lost ??= property.Name;
            }
            else if (property.CanWrite)
            {
                property.SetValue(item, converted);
            }
            else
            {
                var own = (IDictionary<string, string>)property.GetValue(item)!;
                foreach (var (name, text) in (IDictionary<string, string>)converted!)
                {
                    own[name] = text;
                }
            }
        }

        return item;
    }

    private static bool TryConvert(object value, Type type, out object? converted, ref string? lost)
    {
        var plain = EntityReader.Unwrap(value);
        if (type == typeof(object))
        {
            converted = plain;
            return true;
        }

        if (FindElement(type) is { } element)
        {
            return TryConvertList(plain, element, out converted, ref lost);
        }

        if (FindValue(type) is { } ofValues)
        {
            return TryConvertTable(plain, ofValues, out converted, ref lost);
        }

        if (type is { IsClass: true, Namespace: nameof(Milvus) })
        {
            string? inside = null;
            converted = value is PSObject bag && FindType(bag) == type ? Restore(bag, type, out inside) : null;
            lost ??= inside;
            return converted is not null;
        }

        return LanguagePrimitives.TryConvertTo(plain, type, out converted);
    }

    private static bool TryConvertList(object? plain, Type element, out object? converted, ref string? lost)
    {
        converted = null;
        if (plain is string or not IEnumerable)
        {
            return false;
        }

        var items = ((IEnumerable)plain).Cast<object?>().ToList();
        var array = Array.CreateInstance(element, items.Count);
        for (var i = 0; i < array.Length; i++)
        {
            if (items[i] is not { } item || !TryConvert(item, element, out var one, ref lost))
            {
                return false;
            }

            array.SetValue(one, i);
        }

        converted = array;
        return true;
    }

    private static bool TryConvertTable(object? plain, Type ofValues, out object? converted, ref string? lost)
    {
        converted = null;
        if (plain is not IDictionary pairs)
        {
            return false;
        }

        var table = (IDictionary)Activator.CreateInstance(
            typeof(SortedDictionary<,>).MakeGenericType(typeof(string), ofValues),
            StringComparer.Ordinal)!;
        foreach (DictionaryEntry pair in pairs)
        {
            object? one = null;
            if (pair.Key is not string name || (pair.Value is not null && !TryConvert(pair.Value, ofValues, out one, ref lost)))
            {
                return false;
            }

            table.Add(name, one);
        }

        converted = table;
        return true;
    }

    private static Type? FindElement(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0]
        : null;

    private static Type? FindValue(Type type) =>
        type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(IDictionary<,>) || type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        && type.GetGenericArguments()[0] == typeof(string)
            ? type.GetGenericArguments()[1]
            : null;
}

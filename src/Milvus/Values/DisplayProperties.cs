using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace Milvus.Values;

/// <summary>
/// Gives outputs the properties that PowerShell lists when a view of another type was shown before, and those by which it sorts, groups and
/// compares. They belong to each object: type data of the manifest would be an error when a second copy of the module is imported into the
/// same session.
/// </summary>
internal static class DisplayProperties
{
    private const string StandardMembers = "PSStandardMembers";

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> _parts = [];
    private static readonly SharedMemberSet _hit = new(StandardMembers, CreateSets(OutputProperties.Find(typeof(SearchHit))!));

    /// <summary>
    /// Adds the properties to an output and to its parts, such as the fields of a collection. Other objects stay as they are.
    /// </summary>
    internal static object? AddTo(object? output)
    {
        var plain = PlainObject.Of(output);
        ControlCharacters.MarkOutput(plain);
        if (plain is not (null or SearchHit) && OutputProperties.Find(plain.GetType()) is { } properties)
        {
            AddWithParts(plain, properties);
        }

        return output;
    }

    /// <summary>
    /// Adds the properties to a hit that does not have them yet. A search writes thousands of hits, and the question whether an object has
    /// them takes as long as the rest.
    /// </summary>
    internal static PSObject AddToNew(SearchHit hit)
    {
        var target = PSObject.AsPSObject(hit);
        target.Members.Add(_hit, preValidated: true);
        return target;
    }

    private static void AddWithParts(object plain, OutputProperties properties)
    {
        Add(PSObject.AsPSObject(plain), properties);
        if (plain is Collection collection)
        {
            AddAlias(collection);
        }

        foreach (var parts in _parts.GetOrAdd(plain.GetType(), FindParts))
        {
            foreach (var part in (IEnumerable?)parts.GetValue(plain) ?? Array.Empty<object>())
            {
                if (part is not null && OutputProperties.Find(part.GetType()) is { } known)
                {
                    AddWithParts(part, known);
                }
            }
        }
    }

    private static PropertyInfo[] FindParts(Type type) =>
        [.. type.GetProperties().Where(property => FindElements(property.PropertyType).Any(IsOutput))];

    private static bool IsOutput(Type type) => OutputProperties.Types.Any(output => output.IsAssignableFrom(type));

    // What a list contains. To ask instead whether it is a list of one of the output types would create a type for each of them.
    private static IEnumerable<Type> FindElements(Type list) => list.GetInterfaces().Append(list)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        .Select(type => type.GenericTypeArguments[0]);

    private static void Add(PSObject target, OutputProperties properties)
    {
        if (target.Members[StandardMembers] is null)
        {
            target.Members.Add(CreateSet(properties), preValidated: true);
        }
    }

    private static PSMemberSet CreateSet(OutputProperties properties) => new(StandardMembers, CreateSets(properties));

    private static IEnumerable<PSMemberInfo> CreateSets(OutputProperties properties)
    {
        yield return new PSPropertySet("DefaultDisplayPropertySet", properties.Display);
        if (properties.Key.Length > 0)
        {
            yield return new PSPropertySet("DefaultKeyPropertySet", properties.Key);
        }
    }

    // Scripts read the name of the collection in the same way from collections and from their parts.
    private static void AddAlias(Collection collection)
    {
        var target = PSObject.AsPSObject(collection);
        if (target.Properties[nameof(Field.Collection)] is null)
        {
            target.Properties.Add(new PSAliasProperty(nameof(Field.Collection), nameof(Collection.Name)));
        }
    }
}

using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace Milvus.Pipeline;

/// <summary>Checks that the optional parameters belong to the chosen parameter set.</summary>
internal static class ParameterSets
{
    private static readonly ConcurrentDictionary<PropertyInfo, OnlyInAttribute?> _limits = new();

    /// <exception cref="MilvusException">A parameter belongs to other sets.</exception>
    internal static void Check(Type cmdlet, string chosen, IEnumerable<string> bound)
    {
        foreach (var name in bound)
        {
            if (cmdlet.GetProperty(name) is { } property
                && _limits.GetOrAdd(property, static one => one.GetCustomAttribute<OnlyInAttribute>()) is { } only
                && !only.Sets.Contains(chosen))
            {
                throw CreateMisplaced(cmdlet, chosen, name, only.Sets);
            }
        }
    }

    private static MilvusException CreateMisplaced(Type cmdlet, string chosen, string name, IReadOnlyList<string> sets)
    {
        var given = Selectors(cmdlet, chosen);
        var missing = sets.Select(set => Selectors(cmdlet, set).Except(given).ToList()).ToList();
        // A set that needs nothing else is chosen by leaving out the other parameter.
        var needed = missing.Exists(list => list.Count == 0) ? [] : missing
            .Select(list => string.Join(" and ", list))
            .Distinct()
            .ToList();
        given = given.Except(sets.SelectMany(set => Selectors(cmdlet, set))).ToList();
        var clash = given.Count > 0 ? $"-{name} cannot be combined with {string.Join(" and ", given)}." : $"-{name} cannot be used alone.";
        var advice = needed.Count > 0 ? $" It needs {string.Join(", or ", needed)}." : string.Empty;
        return new MilvusException(MilvusErrorId.InvalidArgument, clash + advice);
    }

    /// <summary>The mandatory parameters of a set, except those of all sets.</summary>
    private static List<string> Selectors(Type cmdlet, string set) =>
        [.. cmdlet.GetProperties().Where(property => IsSelector(property, set)).Select(property => $"-{property.Name}")];

    private static bool IsSelector(PropertyInfo property, string set) =>
        property.GetCustomAttributes<ParameterAttribute>().Any(use => use.Mandatory && use.ParameterSetName == set);
}

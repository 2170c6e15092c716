using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;

namespace Milvus.Pipeline;

/// <summary>Checks that the optional parameters belong to the chosen parameter set.</summary>
internal static class ParameterSets
{
    private static readonly ConcurrentDictionary<PropertyInfo, OnlyInAttribute?> _limits = new();

    /// <exception cref="MilvusException">A parameter belongs to other sets.</exception>
    internal static void Check(Type cmdlet, string chosen, InvocationInfo invocation)
    {
        foreach (var name in invocation.BoundParameters.Keys)
        {
            if (cmdlet.GetProperty(name) is { } property
                && _limits.GetOrAdd(property, static one => one.GetCustomAttribute<OnlyInAttribute>()) is { } only
                && !only.Sets.Contains(chosen))
            {
                throw IsWithoutName(property, chosen, invocation)
                    ? CreateUnnamed(cmdlet, chosen, name)
                    : CreateMisplaced(cmdlet, chosen, name, only.Sets);
            }
        }
    }

    // An argument without a name goes to the first free place, also to that of a parameter that the user did not mean.
    private static bool IsWithoutName(PropertyInfo property, string chosen, InvocationInfo invocation)
    {
        var names = property.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames).Prepend(property.Name);
        var isPositional = property.GetCustomAttributes<ParameterAttribute>()
            .Any(use => use.Position >= 0 && (use.ParameterSetName == chosen || IsOfAll(use)));
        // The line is only the first one of a command on several lines.
        var line = Parser.ParseInput(invocation.Line, out _, out var errors);
        if (!isPositional || errors.Length > 0 || invocation.Line.TrimEnd().EndsWith('`'))
        {
            return false;
        }

        var commands = line.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()
            .Where(command => command.GetCommandName()?.EndsWith(invocation.InvocationName, StringComparison.OrdinalIgnoreCase) is true)
            .ToList();
        return commands.Count > 0 && !commands.SelectMany(command => command.CommandElements).Any(element => element switch
        {
            CommandParameterAst given => names.Any(name => name.StartsWith(given.ParameterName, StringComparison.OrdinalIgnoreCase)),
            VariableExpressionAst variable => variable.Splatted,
            _ => false,
        });
    }

    private static bool IsOfAll(ParameterAttribute use) => use.ParameterSetName == ParameterAttribute.AllParameterSets;

    private static MilvusException CreateUnnamed(Type cmdlet, string chosen, string name)
    {
        var given = Selectors(cmdlet, chosen);
        var clash = string.Join(" and ", given);
        var with = given.Count > 0 ? $", which cannot be combined with {clash}" : string.Empty;
        return new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"The argument without a parameter name is taken for -{name}{with}.")
        {
            RecommendedAction = given.Count > 0
                ? $"Leave the argument out, because {clash} is complete without it, or write the name of its parameter."
                : "Write the name of its parameter.",
        };
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

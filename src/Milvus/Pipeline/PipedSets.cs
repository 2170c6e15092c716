using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using Milvus.Names;

namespace Milvus.Pipeline;

/// <summary>
/// Checks that the arguments leave a parameter set that takes objects from the pipeline. PowerShell binds arguments without names first,
/// so that the name of another parameter would take the place of the objects, and says then only that an object cannot be bound.
/// </summary>
internal static class PipedSets
{
    // Reflection once for each cmdlet, and not for each call.
    private static readonly ConcurrentDictionary<Type, (List<(string Name, List<ParameterAttribute> Uses)> Uses, HashSet<string> Taking)>
        _known = new();

    /// <exception cref="MilvusException">Objects are piped, and a parameter in their place was specified.</exception>
    internal static void Check(Type cmdlet, IReadOnlyDictionary<string, object> bound)
    {
        var (uses, taking) = _known.GetOrAdd(cmdlet, Read);
        if (taking.Count == 0 || taking.Contains(ParameterAttribute.AllParameterSets))
        {
            return;
        }

        var inPlace = uses.Find(parameter => bound.ContainsKey(parameter.Name) && !parameter.Uses.Exists(use => IsIn(use, taking)));
        if (inPlace.Name is null)
        {
            return;
        }

        var text = ToText(bound[inPlace.Name]);
        var meant = uses
            .Where(parameter => !bound.ContainsKey(parameter.Name))
            .Where(parameter => parameter.Uses.Exists(use => use.Position >= 0 && IsIn(use, taking)))
            .Select(parameter => $"-{parameter.Name} {text}".TrimEnd())
            .ToList();
        throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"-{inPlace.Name} {text} is in the place of the piped objects: the first argument without a name is -{inPlace.Name}.")
        {
            RecommendedAction = (meant.Count > 0 ? $"Write the name of the parameter that is meant: {string.Join(", or ", meant)}. " : "")
                + $"If -{inPlace.Name} is meant, pipe nothing.",
        };
    }

    private static (List<(string Name, List<ParameterAttribute> Uses)> Uses, HashSet<string> Taking) Read(Type cmdlet)
    {
        var uses = cmdlet.GetProperties()
            .Select(property => (property.Name, Uses: property.GetCustomAttributes<ParameterAttribute>().ToList()))
            .Where(parameter => parameter.Uses.Count > 0)
            .ToList();
        return (uses, uses
            .SelectMany(parameter => parameter.Uses)
            .Where(use => use.ValueFromPipeline || use.ValueFromPipelineByPropertyName)
            .Select(use => use.ParameterSetName)
            .ToHashSet(StringComparer.Ordinal));
    }

    private static bool IsIn(ParameterAttribute use, HashSet<string> sets) =>
        use.ParameterSetName == ParameterAttribute.AllParameterSets || sets.Contains(use.ParameterSetName);

    private static string ToText(object? value) => value switch
    {
        string text => QuotedText.Of(text),
        string[] texts => string.Join(", ", texts.Select(ToText)),
        _ => string.Empty,
    };
}

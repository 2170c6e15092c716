using System.Text.RegularExpressions;

namespace Milvus.Help;

/// <summary>The help of a cmdlet.</summary>
internal sealed partial record CommandHelp(
    string Verb,
    string Noun,
    string Page,
    string Synopsis,
    string Remarks,
    IReadOnlyList<ExampleHelp> Examples,
    IReadOnlyList<ParameterHelp> Parameters,
    IReadOnlyList<string> Outputs,
    bool AsksServer,
    CommandChange Change,
    IReadOnlyList<string> WrongTexts)
{
    internal string Name => $"{Verb}-{Noun}";

    /// <summary>The parameter sets in the order of their names; a cmdlet without parameter sets has one.</summary>
    internal IReadOnlyList<string> Sets
    {
        get
        {
            var sets = Parameters
                .SelectMany(parameter => parameter.Uses.Keys)
                .Where(set => set != ParameterHelp.AllSets)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .ToList();
            return sets.Count > 0 ? sets : [ParameterHelp.AllSets];
        }
    }

    /// <summary>The types that come through the pipeline by value.</summary>
    internal IEnumerable<string> Inputs => Parameters
        .Where(parameter => parameter.Uses.Values.Any(use => use.ByValue))
        .Select(parameter => parameter.Type.Name)
        .DefaultIfEmpty("None");

    /// <summary>The help topics that its texts name.</summary>
    internal IEnumerable<string> Topics => AboutTopic()
        .Matches(string.Join(' ', Parameters.Select(parameter => parameter.Text).Prepend(Remarks).Prepend(Synopsis)))
        .Select(match => match.Value)
        .Distinct();

    /// <summary>Its use, as the declaration says: pipeline, confirmation, output.</summary>
    internal string Usage => string.Join(
        ' ',
        ((string?[])[DescribePipeline(), DescribeChange(), DescribeOutput()]).Where(sentence => sentence is not null));

    /// <summary>The other cmdlets of the same noun.</summary>
    internal IEnumerable<CommandHelp> FindRelated(IEnumerable<CommandHelp> commands) =>
        commands.Where(other => other.Noun == Noun && other != this);

    /// <summary>The parameters of a set: by position, then the mandatory ones.</summary>
    internal IEnumerable<(ParameterHelp Parameter, ParameterUse Use)> InOrder(string set) => Parameters
        .Select(parameter => (Parameter: parameter, Use: parameter.In(set)!))
        .Where(item => item.Use is not null)
        .OrderBy(item => item.Use.Position ?? int.MaxValue)
        .ThenByDescending(item => item.Use.Mandatory);

    private string? DescribePipeline()
    {
        var piped = Parameters.Where(parameter => parameter.Uses.Values.Any(use => use.ByValue || use.ByPropertyName))
            .Select(parameter => $"-{parameter.Name}")
            .ToList();
        return piped.Count switch
        {
            0 => null,
            1 => $"The pipeline can supply {piped[0]}.",
            <= 3 => $"The pipeline can supply {string.Join(", ", piped[..^1])} or {piped[^1]}.",
            _ => "The pipeline can supply the parameters as properties of objects with their names.",
        };
    }

    private string? DescribeChange() => Change switch
    {
        CommandChange.Asking => "It asks for confirmation before it acts, unless -Confirm:$false is specified; -WhatIf only shows what it "
            + "would do.",
        CommandChange.Silent => "-WhatIf shows what it would do, and -Confirm asks before it acts.",
        _ => null,
    };

    private string? DescribeOutput()
    {
        var types = Outputs.Select(name => name[(name.LastIndexOf('.') + 1)..]).Distinct().ToList();
        var objects = $"{string.Join(" or ", types)} objects";
        return types.Count == 0 ? null
            : Parameters.Any(parameter => parameter.Name == "PassThru") ? $"It returns {objects} only with -PassThru."
            : $"It returns {objects}.";
    }

    [GeneratedRegex(@"\babout_Milvus_\w+")]
    private static partial Regex AboutTopic();
}

/// <summary>Whether a cmdlet changes something, and asks before.</summary>
internal enum CommandChange
{
    /// <summary>It changes nothing.</summary>
    None,

    /// <summary>It has -WhatIf and -Confirm.</summary>
    Silent,

    /// <summary>It asks by default.</summary>
    Asking,
}

/// <summary>An example: the line and its description.</summary>
internal sealed record ExampleHelp(string Code, string Text);

/// <summary>A parameter, and its use in each parameter set.</summary>
internal sealed record ParameterHelp(
    string Name,
    Type Type,
    string Text,
    string? Default,
    IReadOnlyList<string> Aliases,
    bool Wildcards,
    IReadOnlyDictionary<string, ParameterUse> Uses)
{
    internal const string AllSets = "__AllParameterSets";

    internal bool IsSwitch => Type.Name == "SwitchParameter";

    internal ParameterUse? In(string set) => Uses.GetValueOrDefault(set) ?? Uses.GetValueOrDefault(AllSets);
}

/// <summary>The use of a parameter in a parameter set.</summary>
internal sealed record ParameterUse(bool Mandatory, int? Position, bool ByValue, bool ByPropertyName)
{
    internal string PositionText => Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "named";

    internal string PipelineText => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}

namespace Milvus.Help;

/// <summary>The help of a cmdlet.</summary>
internal sealed record CommandHelp(
    string Verb,
    string Noun,
    string Page,
    string Synopsis,
    string Remarks,
    IReadOnlyList<ExampleHelp> Examples,
    IReadOnlyList<ParameterHelp> Parameters,
    IReadOnlyList<string> Outputs,
    bool AsksServer,
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

    /// <summary>The other cmdlets of the same noun.</summary>
    internal IEnumerable<CommandHelp> FindRelated(IEnumerable<CommandHelp> commands) =>
        commands.Where(other => other.Noun == Noun && other != this);

    /// <summary>The parameters of a set: by position, then the mandatory ones.</summary>
    internal IEnumerable<(ParameterHelp Parameter, ParameterUse Use)> InOrder(string set) => Parameters
        .Select(parameter => (Parameter: parameter, Use: parameter.In(set)!))
        .Where(item => item.Use is not null)
        .OrderBy(item => item.Use.Position ?? int.MaxValue)
        .ThenByDescending(item => item.Use.Mandatory);
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

using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>
/// An optional parameter never makes the choice of a parameter set ambiguous. In a set to which it does not belong, it is an error.
/// </summary>
public sealed class ParameterSetTests
{
    // The address of this cmdlet selects the back end, so it checks the parameters for a file itself.
    private const string Own = "Connect-Milvus";

    [Fact]
    public void ParameterSet_optional_parameters_are_in_all_sets_for_PowerShell()
    {
        var choosing = ModuleCmdlets.All.Where(cmdlet => ModuleCmdlets.NameOf(cmdlet) != Own)
            .SelectMany(cmdlet => ModuleCmdlets.Parameters(cmdlet).Select(property => (cmdlet, property)))
            .Where(item => Uses(item.property) is var uses && uses.All(use => use.ParameterSetName != ParameterAttribute.AllParameterSets)
                && uses.All(use => !use.Mandatory && !use.ValueFromPipeline)
                && Sets(item.cmdlet).Except(uses.Select(use => use.ParameterSetName)).Any())
            .Select(item => $"{ModuleCmdlets.NameOf(item.cmdlet)} -{item.property.Name}");

        Assert.Empty(choosing);
    }

    [Fact]
    public void ParameterSet_cmdlet_with_several_sets_has_a_default_one() => Assert.Empty(
        from cmdlet in ModuleCmdlets.All
        where Sets(cmdlet).Distinct().Count() > 1
        where string.IsNullOrEmpty(cmdlet.GetCustomAttribute<CmdletAttribute>()!.DefaultParameterSetName)
        select ModuleCmdlets.NameOf(cmdlet));

    [Fact]
    public void ParameterSet_every_optional_parameter_with_every_set_binds_or_gets_an_error_of_the_module()
    {
        using var shell = new ModuleShell();
        shell.Do("$null = Connect-Milvus -InMemory");
        var wrong = new List<string>();
        foreach (var (line, belongs, parameter) in Lines())
        {
            var ran = shell.Run(line);
            var foreign = ran
                .Errors.Where(error => !error.FullyQualifiedErrorId.StartsWith("Milvus", StringComparison.Ordinal))
                .Select(error => error.FullyQualifiedErrorId)
                .ToList();
            var refusal = $"^-{parameter} cannot be (combined with|used)";
            var refused = ran.Errors.Any(error => Regex.IsMatch(error.ToString(), refusal));
            if (foreign.Count > 0 || refused == belongs)
            {
                wrong.Add($"{line} -> {string.Join("; ", ran.Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}"))}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData(
        "Search-MilvusEntity c 1,2,3,4 -RankGroupScorer max",
        "-RankGroupScorer cannot be combined with -Vector. It needs -SubSearch.")]
    [InlineData(
        "New-MilvusCollection q (New-MilvusField id Int64 -PrimaryKey) -MaxLength 5",
        "-MaxLength cannot be combined with -Field. It needs -Dimension."
    )]
    [InlineData(
        "New-MilvusCollection q -Dimension 4 -IndexParameter (New-MilvusIndexParameter v)",
        "-IndexParameter cannot be combined with -Dimension. It needs -Field, or -Schema."
    )]
    [InlineData("Get-MilvusEntity c -Id 1 -Filter 'id > 1'", "-Filter cannot be combined with -Id.")]
    [InlineData("Get-MilvusEntity c -Id 1 -OrderBy id", "-OrderBy cannot be combined with -Id.")]
    [InlineData("New-MilvusRanker -Weight 1, 2 -K 60", "-K cannot be combined with -Weight.")]
    [InlineData("New-MilvusRanker -DecayOffset 1", "-DecayOffset cannot be used alone. It needs -Decay and -Field and -Origin and -Scale.")]
    [InlineData("New-MilvusHighlighter -Threshold 0.5", "-Threshold cannot be used alone. It needs -SemanticQuery and -InputField.")]
    [InlineData(
        "New-MilvusIndex c -IndexParameter (New-MilvusIndexParameter v) -MetricType L2",
        "-MetricType cannot be combined with -IndexParameter. It needs -Field, or -InputObject and -Field."
    )]
    public void ParameterSet_parameter_of_another_set_says_what_it_needs(string line, string message)
    {
        using var shell = new ModuleShell();

        var ran = shell.Run("$null = Connect-Milvus -InMemory; " + line);

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.StartsWith(message, ran.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ParameterSet_quick_form_takes_EnableDynamicField()
    {
        using var shell = new ModuleShell();

        var made = shell.Do("$null = Connect-Milvus -InMemory; New-MilvusCollection q -Dimension 4 -EnableDynamicField:$false; "
            + "New-MilvusCollection r -Dimension 4 -EnableDynamicField; New-MilvusCollection s -Dimension 4");

        Assert.Equal([false, true, true], made.Values("EnableDynamicField"));
    }

    private static IEnumerable<(string Line, bool Belongs, string Parameter)> Lines()
    {
        foreach (var cmdlet in ModuleCmdlets.All.Where(cmdlet => ModuleCmdlets.NameOf(cmdlet) != Own && Sets(cmdlet).Length > 1))
        {
            foreach (var set in Sets(cmdlet))
            {
                var needed = ModuleCmdlets
                    .Parameters(cmdlet)
                    .Where(property =>
                        Uses(property)
                            .Any(use =>
                                use.Mandatory
                                && (use.ParameterSetName == set || use.ParameterSetName == ParameterAttribute.AllParameterSets)))
                    .ToList();
                foreach (var property in ModuleCmdlets
                        .Parameters(cmdlet)
                        .Where(property => Only(property) is not null && !needed.Contains(property)))
                {
                    var ask = ModuleCmdlets.Attribute(cmdlet).SupportsShouldProcess ? " -WhatIf" : string.Empty;
                    var line = $"{ModuleCmdlets.NameOf(cmdlet)} {string.Join(' ', needed.Append(property).Select(Argument))}{ask}";
                    yield return (line, Only(property)!.Contains(set), property.Name);
                }
            }
        }
    }

    private static string Argument(PropertyInfo property)
    {
        var type = ModuleCmdlets.Element(property.PropertyType);
        var value = type.Name switch
        {
            "String" => Word(property.Name),
            "SwitchParameter" => string.Empty,
            "Hashtable" => "@{ a = 1 }",
            "ScriptBlock" => "{ $_.id -eq 1 }",
            "DateTime" => "'2026-01-01'",
            "Boolean" => "$true",
            "Uri" => "http://127.0.0.1:1",
            "SecretText" => "secret",
            "DataTypeName" => "Int64",
            "PSCredential" => "([pscredential]::new('u', [securestring]::new()))",
            _ when type.IsEnum => "Int64",
            _ when type.IsPrimitive => "1",
            "Field" => "(New-MilvusField id Int64 -PrimaryKey)",
            "Schema" => "(New-MilvusSchema (New-MilvusField id Int64 -PrimaryKey))",
            "SubSearch" => "(New-MilvusSearchRequest 1, 2)",
            "IndexParameter" => "(New-MilvusIndexParameter v)",
            "ShortCollection" => "@{ Name = 'c'; Dimension = 2 }",
            "MilvusObject" => "([Milvus.Collection]::new())",
            "MilvusEmbedder" => "([Milvus.MilvusEmbedder]::new())",
            _ when ModuleCmdlets.IsObject(type) => $"([{type.FullName}]::new())",
            _ => "1",
        };
        return $"-{property.Name} {value}".TrimEnd();
    }

    private static string Word(string parameter) => parameter switch
    {
        "Decay" => "exp",
        "RankGroupScorer" => "max",
        "ObjectType" => "Collection",
        "Wal" => "Kafka",
        "Name" or "Collection" or "Filter" => "c",
        _ => "x",
    };

    private static string[] Sets(Type cmdlet) =>
        [
            .. ModuleCmdlets
                .Parameters(cmdlet)
                .SelectMany(property => Uses(property).Select(use => use.ParameterSetName).Concat(Only(property) ?? []))
                .Append(ModuleCmdlets.Attribute(cmdlet).DefaultParameterSetName ?? ParameterAttribute.AllParameterSets)
                .Where(set => set != ParameterAttribute.AllParameterSets)
                .Distinct(),
        ];

    private static IReadOnlyList<string>? Only(PropertyInfo property) =>
        property.GetCustomAttributes().FirstOrDefault(attribute => attribute.GetType().Name == "OnlyInAttribute") is { } only
            ? (IReadOnlyList<string>)only.GetType().GetProperty("Sets")!.GetValue(only)!
            : null;

    private static List<ParameterAttribute> Uses(PropertyInfo property) => [.. property.GetCustomAttributes<ParameterAttribute>()];
}

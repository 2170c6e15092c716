using System.Management.Automation;
using System.Reflection;

namespace Milvus.Module.Tests.Guards;

/// <summary>Shared parts of cmdlets are declared once, in few base classes.</summary>
public sealed class CmdletBaseTests
{
    private const int MaxBases = 3;

    /// <summary>MilvusCommand, ConnectedCommand and the class of a family.</summary>
    [Fact]
    public void CmdletBase_at_most_three_of_our_classes_are_between_PSCmdlet_and_a_cmdlet()
    {
        var deep = ModuleCmdlets.All.Select(cmdlet => (cmdlet.Name, Bases: Bases(cmdlet).ToArray())).ToArray();

        Assert.Contains(deep, cmdlet => cmdlet.Bases.Length == MaxBases);
        Assert.Empty(deep
            .Where(cmdlet => cmdlet.Bases.Length > MaxBases)
            .Select(cmdlet => $"{cmdlet.Name}: {string.Join(", ", cmdlet.Bases.Select(type => type.Name))}"));
    }

    /// <summary>An override may only add parameter sets: C# has no other way to add an inherited parameter to another set.</summary>
    [Fact]
    public void CmdletBase_parameter_of_a_base_class_is_not_declared_again()
    {
        var again =
            from cmdlet in ModuleCmdlets.All
            from own in ModuleCmdlets.Parameters(cmdlet).Where(property => property.DeclaringType == cmdlet)
            from type in Bases(cmdlet)
            where type.GetProperty(own.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly) is { } inherited
                && !(own.GetMethod!.GetBaseDefinition().DeclaringType != cmdlet
                    && (Sets(own).IsProperSupersetOf(Sets(inherited)) || Completer(own) != Completer(inherited)))
            select $"{cmdlet.Name} -{own.Name} is one of {type.Name}";

        Assert.Empty(again);
    }

    /// <summary>Cmdlets of several families select rows: they refer to one text, and take the same arguments.</summary>
    [Theory]
    [InlineData("Where", "A condition for the rows as a script block")]
    [InlineData("FilterParameter", "Values for the {placeholders}")]
    public void CmdletBase_parameter_of_several_families_has_one_text(string name, string text)
    {
        var written = Directory.GetFiles(Repository.Combine("src", "Milvus"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal));
        var types = ModuleCmdlets.All.SelectMany(ModuleCmdlets.Parameters)
            .Where(parameter => parameter.Name == name)
            .Select(parameter => parameter.PropertyType)
            .ToList();

        Assert.Equal(["ReadingCommand.cs"], written.Select(Path.GetFileName));
        Assert.True(types.Count > 5);
        Assert.Single(types.Distinct());
    }

    /// <summary>docs/design.md gives the reason for each file that catches a MilvusException.</summary>
    [Fact]
    public void MilvusException_each_file_that_catches_one_is_explained_in_the_design()
    {
        var source = Repository.Combine("src", "Milvus");
        var catching = Directory.GetFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("catch (MilvusException", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(source, file).Replace('\\', '/'));
        var explained = DesignPage.Table("## Errors").Select(row => row[0]);

        Assert.Equal(catching.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    // An overridden parameter can complete other names.
    private static Type? Completer(PropertyInfo property) => property.GetCustomAttribute<ArgumentCompleterAttribute>(inherit: false)?.Type;

    private static IEnumerable<Type> Bases(Type cmdlet)
    {
        for (var type = cmdlet.BaseType!; type != typeof(PSCmdlet); type = type.BaseType!)
        {
            yield return type;
        }
    }

    private static HashSet<string> Sets(PropertyInfo parameter) =>
        [.. parameter.GetCustomAttributes<ParameterAttribute>(inherit: false).Select(use => use.ParameterSetName)];
}

using System.Management.Automation;
using System.Reflection;
using Milvus.Module.Tests.Guards;

namespace Milvus.Module.Tests.Views;

/// <summary>The properties that PowerShell lists, and those by which it sorts, groups and compares.</summary>
public sealed class OutputPropertyTests
{
    private static readonly Type _table = ModuleCmdlets.All[0].Assembly.GetType("Milvus.Values.OutputProperties")!;

    [Fact]
    public void OutputProperty_names_are_properties_of_each_output_type()
    {
        var types = (IEnumerable<Type>)_table.GetProperty("Types", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        var wrong = types.SelectMany(type => Names(type, "Display").Concat(Names(type, "Key"))
            .Where(name => type.GetProperty(name) is null)
            .Select(name => $"{type.Name}.{name}"));
        var missing = ModuleCmdlets.All
            .SelectMany(cmdlet => cmdlet.GetCustomAttributes<OutputTypeAttribute>())
            .SelectMany(attribute => attribute.Type)
            .Select(name => name.Type)
            .Where(type => type?.Namespace == "Milvus" && type.Name != "MilvusEmbedder")
            .Distinct()
            .Except(types)
            .Select(type => type!.Name);

        Assert.Empty(wrong);
        Assert.Empty(missing);
    }

    private static string[] Names(Type type, string property)
    {
        var found = _table.GetMethod("Find", BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, [type])!;
        return (string[])_table.GetProperty(property, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(found)!;
    }
}

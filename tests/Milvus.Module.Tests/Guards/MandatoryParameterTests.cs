using System.Collections;
using System.Management.Automation;
using System.Reflection;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>PowerShell refuses null and empty values of a mandatory parameter, so an attribute that says it again is not written.</summary>
public sealed class MandatoryParameterTests
{
    /// <summary>PowerShell accepts an empty table and, as an object, null and empty values inside of a list.</summary>
    private static readonly Type[] _accepted = [typeof(object), typeof(PSObject), typeof(Hashtable), typeof(IDictionary)];

    [Fact]
    public void MandatoryParameter_has_no_attribute_for_what_PowerShell_refuses()
    {
        var twice = Mandatory().Where(item => IsRefused(item.Property) && IsValidated(item.Property)).Select(Name);

        Assert.Empty(twice);
    }

    [Fact]
    public void MandatoryParameter_that_may_be_empty_for_PowerShell_has_an_attribute()
    {
        var open = Mandatory().Where(item => IsTable(item.Property) && !IsValidated(item.Property)).Select(Name);

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("''")]
    [InlineData("$null")]
    public void MandatoryParameter_text_refuses_what_is_empty(string value) => AssertRefused(typeof(string), value);

    [Theory]
    [InlineData("@()")]
    [InlineData("@('')")]
    [InlineData("@('a', $null)")]
    [InlineData("$null")]
    public void MandatoryParameter_list_of_texts_refuses_what_is_empty(string value) => AssertRefused(typeof(string[]), value);

    /// <summary>A file is needed in one of two spellings, each in a parameter set of its own, so that the syntax shows it.</summary>
    [Fact]
    public void MandatoryParameter_path_or_literal_path_is_mandatory()
    {
        // Without a file, the backup is an object.
        string[] returning = ["Backup-MilvusRbac"];
        var both = ModuleCmdlets.All
            .Where(cmdlet => ((string[])["Path", "LiteralPath"]).All(name => cmdlet.GetProperty(name) is not null))
            .ToList();
        var open = both
            .SelectMany(cmdlet => ((string[])["Path", "LiteralPath"]).Select(name => (cmdlet, property: cmdlet.GetProperty(name)!)))
            .Where(item => item.property.GetCustomAttributes<ParameterAttribute>().Any(use => !use.Mandatory))
            .Select(item => ModuleCmdlets.NameOf(item.cmdlet))
            .Distinct();

        Assert.True(both.Count > 5);
        Assert.Equal(returning, open);
    }

    private static void AssertRefused(Type type, string value)
    {
        using var shell = new ModuleShell();
        var parameters = Mandatory().Where(item => item.Property.PropertyType == type && IsPlain(item.Property)).ToList();
        var wrong = new List<string>();
        foreach (var item in parameters)
        {
            var ids = shell.Run($"{Name(item)} {value}").Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]).ToList();
            // The binder's own error: for null, for an empty text or for an empty list.
            if (ids is not [var only] || !only.StartsWith("ParameterArgumentValidationError", StringComparison.Ordinal))
            {
                wrong.Add($"{Name(item)} {value} -> {string.Join(", ", ids)}");
            }
        }

        Assert.NotEmpty(parameters);
        Assert.Empty(wrong);
    }

    private static IEnumerable<(Type Cmdlet, PropertyInfo Property)> Mandatory() => ModuleCmdlets.All
        .SelectMany(cmdlet => ModuleCmdlets.Parameters(cmdlet).Select(property => (cmdlet, property)))
        .Where(item => item.property.GetCustomAttributes<ParameterAttribute>().All(use => use.Mandatory))
        .Where(item => !item.property.IsDefined(typeof(AllowNullAttribute)) && !item.property.IsDefined(typeof(AllowEmptyStringAttribute))
            && !item.property.IsDefined(typeof(AllowEmptyCollectionAttribute)));

    private static string Name((Type Cmdlet, PropertyInfo Property) item) => $"{ModuleCmdlets.NameOf(item.Cmdlet)} -{item.Property.Name}";

    private static bool IsRefused(PropertyInfo property) => !_accepted.Contains(ModuleCmdlets.Element(property.PropertyType));

    private static bool IsTable(PropertyInfo property) =>
        typeof(IDictionary).IsAssignableFrom(ModuleCmdlets.Element(property.PropertyType));

    private static bool IsValidated(PropertyInfo property) => property.GetCustomAttributes().Any(
        attribute => attribute is ValidateNotNullAttribute or ValidateNotNullOrEmptyAttribute);

    /// <summary>No attribute of the parameter looks at its value first.</summary>
    private static bool IsPlain(PropertyInfo property) => !property.GetCustomAttributes().Any(
        attribute => attribute is ValidateArgumentsAttribute or ArgumentTransformationAttribute);
}

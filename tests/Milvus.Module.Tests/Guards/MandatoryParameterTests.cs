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

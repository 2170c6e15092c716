using System.Management.Automation;
using System.Reflection;

namespace Milvus.Module.Tests.Guards;

/// <summary>Every parameter for names of a server, or of a list, is completed.</summary>
public sealed class NamesAreCompletedTests
{
    private static readonly string[] _naming =
    [
        "Collection",
        "Partition",
        "Database",
        "TargetDatabase",
        "Field",
        "OutputField",
        "VectorField",
        "TextField",
        "OrderBy",
        "GroupBy",
        "Role",
        "User",
        "Privilege",
        "ObjectType",
        "ResourceGroup",
        "SourceResourceGroup",
        "TargetResourceGroup",
        "TransferFrom",
        "TransferTo",
        "IndexType",
        "MetricType",
        "ConsistencyLevel",
        "Priority",
        "Format",
        "FunctionType",
        "Wal",
        "Connection",
        "TargetConnection",
        "Add",
        "Remove",
        "InputField",
        "OnUnknownOutcome",
        "Type",
        "ElementType",
        "IdType",
        "UsingFilter",
        "CheckFilter",
        "PolicyType",
        "Action",
        "Principal",
    ];

    // The names of these cmdlets are new.
    private static readonly string[] _makers = ["New", "Connect"];

    // Exceptions: the fields of a definition are not on a server yet, the connection does not exist yet, the names are in a file, or the
    // name is new.
    private static readonly string[] _free =
    [
        "New-MilvusIndexParameter -Field",
        "New-MilvusFunction -InputField",
        "New-MilvusFunction -OutputField",
        "New-MilvusSearchRequest -Field",
        "New-MilvusHighlighter -InputField",
        "New-MilvusCollection -VectorField",
        "Add-MilvusFileResource -Name",
        "Connect-Milvus -Database",
        "Import-MilvusSchema -Name",
    ];

    [Fact]
    public void NamesAreCompleted_each_name_is_completed()
    {
        var wrong = ModuleCmdlets
            .All.SelectMany(cmdlet => ModuleCmdlets.Parameters(cmdlet), (cmdlet, parameter) => (cmdlet, parameter))
            .Where(item =>
                _naming.Contains(item.parameter.Name)
                || (item.parameter.Name == "Name" && !_makers.Contains(ModuleCmdlets.Attribute(item.cmdlet).VerbName)))
            // Enumerations are completed by PowerShell.
            .Where(item =>
                !ModuleCmdlets.Element(item.parameter.PropertyType).IsEnum
                && !ModuleCmdlets.IsObject(ModuleCmdlets.Element(item.parameter.PropertyType)))
            .Where(item =>
                !item.parameter.IsDefined(typeof(ArgumentCompleterAttribute)) && !item.parameter.IsDefined(typeof(ValidateSetAttribute)))
            .Select(item => $"{ModuleCmdlets.NameOf(item.cmdlet)} -{item.parameter.Name}")
            .ToArray();

        var missing = wrong.Except(_free).Concat(_free.Except(wrong)).ToArray();
        Assert.True(missing.Length == 0, string.Join("\n", missing));
    }
}

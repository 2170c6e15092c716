using System.Management.Automation;
using System.Reflection;
using Milvus.Module.Tests.Help;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>
/// A mock of Pester is a function with the parameters of the cmdlet, but without its transformations. So the arguments that people write
/// must be converted by the types of the parameters. Here every cmdlet is replaced by such a function.
/// </summary>
public sealed class MockGuardTests
{
    private const string ReplaceAll =
        """
        foreach ($command in Get-Command -Module Milvus -CommandType Cmdlet) {
            $data = [Management.Automation.CommandMetadata]::new($command)
            $binding = [Management.Automation.ProxyCommand]::GetCmdletBindingAttribute($data)
            $parameters = [Management.Automation.ProxyCommand]::GetParamBlock($data)
            . ([scriptblock]::Create("function global:$($command.Name) { $binding param($parameters) process { } }"))
        }
        """;

    // What people write for the parameters of these types.
    private static readonly Dictionary<string, string[]> _arguments = new(StringComparer.Ordinal)
    {
        ["SecretText"] = ["'a:b'", "([securestring]::new())"],
        ["MilvusConnection"] = ["lab"],
        ["DataTypeName"] = ["FLOAT_VECTOR", "Int64", "([Milvus.DataType]::Bool)"],
        ["TextEncoding"] = ["utf8", "windows-1252", "1252", "([Text.Encoding]::UTF8)"],
        ["CertificateFile"] = ["./missing.pem"],
        ["PasswordTable"] = ["@{ alice = 'secret' }", "([pscredential]::new('bob', [securestring]::new()))"],
        ["ImportFile"] = ["([IO.FileInfo]'/tmp/rows.json')"],
        ["Ranker"] = ["([Milvus.Ranker]::new())"],
        ["SearchHighlighter"] = ["([Milvus.SearchHighlighter]::new())"],
        ["String"] = ["text"],
        ["Object"] = ["1", "text"],
        ["Uri"] = ["http://milvus:19530"],
        ["ScriptBlock"] = ["{ $_.id -eq 1 }"],
        ["Hashtable"] = ["@{ a = 1 }"],
        ["DateTime"] = ["'2026-01-01'"],
        ["PSCredential"] = ["([pscredential]::new('bob', [securestring]::new()))"],
    };

    [Fact]
    public void MockGuard_mocks_of_every_cmdlet_take_the_arguments_that_people_write()
    {
        using var shell = new ModuleShell();
        shell.Do(ReplaceAll);
        var lines = (
            from cmdlet in ModuleCmdlets.All
            from property in ModuleCmdlets.Parameters(cmdlet)
            from argument in _arguments.GetValueOrDefault(ModuleCmdlets.Element(property.PropertyType).Name, [])
            select $"{ModuleCmdlets.NameOf(cmdlet)} -{property.Name} {argument}").ToArray();
        Assert.True(ModuleCmdlets.All.Count >= 137);
        Assert.True(lines.Length > 200);

        // A missing mandatory parameter is not of interest here; a conversion is.
        var wrong = lines.SelectMany(line => shell.Run(line).Errors
            .Where(error => error.FullyQualifiedErrorId.StartsWith("ParameterArgumentTransformationError", StringComparison.Ordinal))
            .Select(error => $"{line}: {error}"));
        Assert.Empty(wrong);
    }

    [Fact]
    public void MockGuard_mocks_of_every_cmdlet_take_the_arguments_of_the_examples()
    {
        using var shell = new ModuleShell();
        shell.Do(ReplaceAll);

        var wrong = HelpExample.All.SelectMany(example => shell.Run(example.Line).Errors
            .Where(error => error.FullyQualifiedErrorId.StartsWith("ParameterArgumentTransformationError", StringComparison.Ordinal))
            .Select(error => $"{example.Line}: {error}"));
        Assert.Empty(wrong);
    }

    [Fact]
    public void MockGuard_mocks_of_parameters_with_a_transformation_have_a_type_that_converts_without_it()
    {
        var unknown =
            from cmdlet in ModuleCmdlets.All
            from property in ModuleCmdlets.Parameters(cmdlet)
            where property.GetCustomAttributes<ArgumentTransformationAttribute>().Any()
            let type = ModuleCmdlets.Element(property.PropertyType)
            where !_arguments.ContainsKey(type.Name) && !ModuleCmdlets.IsObject(type)
            select $"{ModuleCmdlets.NameOf(cmdlet)} -{property.Name}: {type.Name}";
        Assert.Empty(unknown.Distinct());
    }

    [Fact]
    public void MockGuard_mocks_of_every_cmdlet_can_return_its_outputs()
    {
        var closed =
            from cmdlet in ModuleCmdlets.All
            from output in cmdlet.GetCustomAttributes<OutputTypeAttribute>()
            from name in output.Type
            where name.Type is { } type && type.Namespace == "Milvus" && !type.IsAbstract && !type.IsEnum && type.Name != "MilvusConnection"
            let type = name.Type
            // A SubSearch is only passed on: a script reads nothing of it.
            let isRead = type.Name != "SubSearch"
            where type.GetConstructor([]) is null
                || (isRead && !type.GetProperties().Any(property => property.SetMethod is { IsPublic: true }))
            select $"{ModuleCmdlets.NameOf(cmdlet)}: {type.Name}";
        Assert.Empty(closed.Distinct());
    }
}

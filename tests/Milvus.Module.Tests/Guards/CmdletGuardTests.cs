using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>Rules for all cmdlets.</summary>
public class CmdletGuardTests
{
    private static readonly IReadOnlyList<Type> _cmdlets = ModuleCmdlets.All;

    [Fact]
    public void CmdletGuard_manifest_exports_exactly_the_cmdlets_there_are()
    {
        using var shell = new ModuleShell();

        var exported = shell.Do("(Get-Module Milvus).ExportedCmdlets.Keys").Output.Select(name => name.ToString());

        Assert.Equal(_cmdlets.Select(NameOf).Order(), exported.Order());
    }

    [Fact]
    public void CmdletGuard_verbs_are_approved_and_nouns_are_singular()
    {
        Type[] lists =
        [
            typeof(VerbsCommon),
            typeof(VerbsCommunications),
            typeof(VerbsData),
            typeof(VerbsDiagnostic),
            typeof(VerbsLifecycle),
            typeof(VerbsSecurity),
            typeof(VerbsOther),
        ];
        var approved = lists.SelectMany(list => list.GetFields()).Select(verb => (string)verb.GetRawConstantValue()!).ToHashSet();

        Assert.All(_cmdlets, cmdlet => Assert.Contains(cmdlet.GetCustomAttribute<CmdletAttribute>()!.VerbName, approved));
        Assert.All(
            _cmdlets,
            cmdlet =>
                Assert.DoesNotMatch(
                    "(?<!Alia|[s])s$",
                    cmdlet.GetCustomAttribute<CmdletAttribute>()!.NounName.Replace("Milvus", string.Empty, StringComparison.Ordinal)));
        Assert.All(
            _cmdlets,
            cmdlet =>
                Assert.Equal(
                    cmdlet.GetCustomAttribute<CmdletAttribute>()!.VerbName
                        + cmdlet.GetCustomAttribute<CmdletAttribute>()!.NounName
                        + "Command",
                    cmdlet.Name));
    }

    [Fact]
    public void CmdletGuard_parameter_name_has_one_type_across_all_cmdlets()
    {
        // If a cmdlet accepts the objects of its noun, InputObject has their type. -Field is the name of a field, or the fields themselves
        // in cmdlets that define fields. -Password is that of one user, or a table of users and passwords in a restore.
        var clashes = Parameters()
            .Where(item => item.Property.Name is not ("InputObject" or "Field" or "Password"))
            .GroupBy(item => item.Property.Name, item => Element(item.Property.PropertyType))
            .Where(group => group.Distinct().Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Distinct().Select(type => type.Name))}");

        Assert.Empty(clashes);
    }

    [Fact]
    public void CmdletGuard_each_cmdlet_that_asks_is_tried_under_WhatIf()
    {
        var tried = string.Join('\n', ((IEnumerable<object[]>)Control.WhatIfAndConfirmTests.Changing).Select(row => (string)row[0]));
        var untried = _cmdlets
            .Where(cmdlet => cmdlet.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess)
            .Select(NameOf)
            .Where(name => !Regex.IsMatch(tried, $@"{name}\b"));

        Assert.Empty(untried);
    }

    [Fact]
    public void CmdletGuard_what_changes_state_supports_ShouldProcess()
    {
        string[] changing =
        [
            "New",
            "Remove",
            "Add",
            "Import",
            "Mount",
            "Dismount",
            "Set",
            "Clear",
            "Rename",
            "Save",
            "Copy",
            "Move",
            "Grant",
            "Revoke",
            "Lock",
            "Unlock",
            "Backup",
            "Restore",
            "Compress",
            "Optimize",
            "Update",
            "Start",
            "Stop",
            "Complete",
            "Export",
            "ConvertTo",
        ];
        var silent = _cmdlets
            .Where(cmdlet =>
                changing.Contains(cmdlet.GetCustomAttribute<CmdletAttribute>()!.VerbName)
                && !cmdlet.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess)
            .Select(NameOf);

        // Definitions are local and change nothing.
        string[] definitions =
        [
            "ConvertTo-MilvusTimestamp",
            "New-MilvusEmbedder",
            "New-MilvusField",
            "New-MilvusFunction",
            "New-MilvusHighlighter",
            "New-MilvusIndexParameter",
            "New-MilvusRanker",
            "New-MilvusSchema",
            "New-MilvusSearchRequest",
        ];
        Assert.Equal(definitions, silent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void CmdletGuard_what_a_Get_cmdlet_gives_is_taken_by_every_cmdlet_of_its_noun()
    {
        // These create the object of the noun, or read it.
        string[] makers = ["New", "Get", "Add", "Import", "Search", "Copy", "Connect", "Compress", "Restore", "Start"];
        var refusing = _cmdlets
            .Where(getter => getter.GetCustomAttribute<CmdletAttribute>()!.VerbName == "Get")
            .SelectMany(getter =>
                _cmdlets
                    .Where(cmdlet =>
                        cmdlet.GetCustomAttribute<CmdletAttribute>()!.NounName == getter.GetCustomAttribute<CmdletAttribute>()!.NounName)
                    .Where(cmdlet => !makers.Contains(cmdlet.GetCustomAttribute<CmdletAttribute>()!.VerbName))
                    .Where(cmdlet => OutputOf(getter) is { } output && !TakenFromPipeline(cmdlet).Contains(output)))
            .Select(NameOf);

        // Unlock- takes a pin, not a snapshot. Set-MilvusReplication replaces the whole configuration, and Get- does not return its tokens.
        // Measure-MilvusIndex estimates indexes that do not exist yet, so it takes collections.
        Assert.Equal(
            ["Measure-MilvusIndex", "Set-MilvusReplication", "Unlock-MilvusSnapshot"],
            refusing.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void CmdletGuard_every_output_type_has_a_view()
    {
        using var shell = new ModuleShell();
        var views = string.Concat(
            shell.Do("(Get-Module Milvus).ExportedFormatFiles").Output.Select(file => File.ReadAllText(file.ToString())));
        var outputs = _cmdlets
            .SelectMany(cmdlet => cmdlet.GetCustomAttributes<OutputTypeAttribute>())
            .SelectMany(output => output.Type)
            .Select(type => type.Name)
            .Distinct();

        Assert.All(
            outputs.Where(name => name.StartsWith("Milvus.", StringComparison.Ordinal)),
            name => Assert.Contains($"<TypeName>{name}</TypeName>", views, StringComparison.Ordinal));
    }

    [Fact]
    public void CmdletGuard_documented_error_ids_are_the_ones_there_are()
    {
        var documented = Regex
            .Matches(
                File.ReadAllText(Path.Combine(Repository.Root, "docs", "about", "about_Milvus_Errors.md")),
                @"^    (Milvus\w+)",
                RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value);
        var constants = _cmdlets[0]
            .Assembly.GetReferencedAssemblies()
            .Where(name => name.Name == "Milvus.Core")
            .Select(Assembly.Load)
            .Single()
            .GetType("Milvus.MilvusErrorId")!
            .GetFields()
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();
        var categories = (System.Collections.IDictionary)
            _cmdlets[0]
                .Assembly.GetType("Milvus.Pipeline.ErrorRecords")!
                .GetProperty("All", BindingFlags.NonPublic | BindingFlags.Static)!
                .GetValue(null)!;

        Assert.Equal(constants.Order(), documented.Order());
        Assert.Equal(constants.Order(), categories.Keys.Cast<string>().Order());
    }

    private static string NameOf(Type cmdlet) => ModuleCmdlets.NameOf(cmdlet);

    private static IEnumerable<(Type Cmdlet, PropertyInfo Property)> Parameters() =>
        _cmdlets.SelectMany(cmdlet =>
            cmdlet.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute))).Select(property => (cmdlet, property))
        );

    private static Type? OutputOf(Type getter) => getter.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type)
        .Select(output => output.Type).FirstOrDefault(type => type?.BaseType?.Name == "MilvusObject");

    private static IEnumerable<Type> TakenFromPipeline(Type cmdlet) => ModuleCmdlets.Piped(cmdlet);

    private static Type Element(Type type) => ModuleCmdlets.Element(type);
}

using System.Reflection;
using System.Text.RegularExpressions;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Errors;

/// <summary>The list of ids is closed: a test produces each of them, and the code contains no others.</summary>
public sealed class ErrorListTests
{
    [Fact]
    public void ErrorList_each_id_is_produced_by_a_test()
    {
        var methods = typeof(ErrorListTests).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(ErrorListTests).Namespace)
            .SelectMany(type => type.GetMethods())
            .ToList();
        var inData = methods
            .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)))
            .SelectMany(values => values)
            .OfType<string>();
        var produced = methods.SelectMany(method => method.GetCustomAttributes<ProducesAttribute>())
            .SelectMany(produces => produces.ErrorIds)
            .Concat(BackendErrorTests.Cases.SelectMany(item => item.All))
            .Concat(inData)
            .ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Known().Values.Except(produced));
    }

    [Fact]
    public void ErrorList_code_knows_no_other_id()
    {
        var known = Known();
        var source = Directory
            .GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .ToList();
        var written = source.SelectMany(text =>
            Regex
                .Matches(
                    text,
                    @"(?:MilvusException|ErrorRecord|ColumnErrors\.Make|EmbeddedDatabaseException)\(\s*(?:[^;""]*?,\s*)?""(\w+)"""
                )
                .Select(match => match.Groups[1].Value));
        var constants = source.SelectMany(text =>
            Regex.Matches(text, @"const string \w+ = ""(Milvus\w+)""").Select(match => match.Groups[1].Value));
        var named = source
            .SelectMany(text => Regex.Matches(text, @"MilvusErrorId\.(\w+)").Select(match => match.Groups[1].Value))
            .Distinct()
            .ToList();

        Assert.Empty(written);
        Assert.Empty(constants.Except(known.Values));
        Assert.Empty(known.Keys.Except(named));
    }

    private static Dictionary<string, string> Known()
    {
        using var shell = new ModuleShell();
        return shell.Do("[Milvus.MilvusErrorId].GetFields() | ForEach-Object { $_.Name; $_.GetValue($null) }").Output
            .Select(item => item.ToString()!)
            .Chunk(2)
            .ToDictionary(pair => pair[0], pair => pair[1]);
    }
}

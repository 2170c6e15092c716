using System.Text.RegularExpressions;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Reference;

/// <summary>The reference page is complete.</summary>
public sealed class ReferenceCompletenessTests
{
    [Fact]
    public void ReferenceCompleteness_every_row_has_a_line_with_a_cmdlet()
    {
        var sections = ReferencePage.Sections.Where(section => section.Title != "RPCs without a cmdlet").ToList();

        Assert.True(sections.Count > 15);
        Assert.All(sections.SelectMany(section => section.Rows), row => Assert.Matches("[A-Z][A-Za-z]+-Milvus", row.Line));
    }

    [PythonFact]
    public void ReferenceCompleteness_every_method_of_pymilvus_is_on_the_page()
    {
        using var python = RunningProgram.Start(
            PeerPython.Executable!,
            [Repository.Combine("tests", "Milvus.Module.Tests", "Reference", "methods.py")]);
        var ran = python.Finish();
        var rows = ReferencePage.Sections.SelectMany(section => section.Rows).Select(row => row.Method).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(0, ran.ExitCode);
        Assert.True(ran.Lines.Length > 100, ran.Output);
        Assert.All(ran.Lines, method => Assert.Contains(method, rows));
    }

    [Fact]
    public void ReferenceCompleteness_each_call_of_the_service_is_made_or_on_the_list_of_those_that_are_not()
    {
        var made = Directory.EnumerateFiles(Repository.Combine("src", "Milvus.Client"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\bs\.(\w+)Async\(r, o\)|\bStub\.(\w+)\("))
            .Select(match => match.Groups[1].Value + match.Groups[2].Value)
            .ToHashSet(StringComparer.Ordinal);
        var listed = ReferencePage.Sections.Single(section => section.Title == "RPCs without a cmdlet").Rows.Select(row => row.Method);
        var calls = File.ReadAllText(Repository.Combine("protos", "service.proto"))
            .Split("service ")
            .Single(part => part.StartsWith("MilvusService", StringComparison.Ordinal));

        Assert.Equal(
            Regex.Matches(calls, @"\brpc (\w+)").Select(match => match.Groups[1].Value).Except(made).Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal));
    }
}

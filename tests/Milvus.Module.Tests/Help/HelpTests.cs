using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Milvus.Module.Tests.Shell;

namespace Milvus.Module.Tests.Help;

public sealed class HelpTests
{
    private static readonly XNamespace _maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace _dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace _command = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    private static readonly List<XElement> _commands =
        [.. XDocument.Load(Repository.Combine("en-US", "Milvus.dll-Help.xml")).Descendants(_command + "command")];

    [Fact]
    public void Help_every_exported_cmdlet_has_help_and_nothing_else_has()
    {
        var exported = ShellRun.Of("-Command", "foreach ($c in Get-Command -Module Milvus -CommandType Cmdlet) { $c.Name }").Lines;

        Assert.Equal(exported.Order(StringComparer.Ordinal), _commands.Select(Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Help_every_cmdlet_has_a_synopsis_and_examples_with_text()
    {
        Assert.All(_commands, command =>
        {
            Assert.NotEmpty(command.Element(_command + "details")!.Element(_maml + "description")!.Value);
            var examples = command.Descendants(_command + "example").ToList();
            Assert.True(examples.Count >= 3, $"{Name(command)} has {examples.Count} examples.");
            Assert.All(examples, example => Assert.All(example.Elements(), part => Assert.NotEmpty(part.Value)));
        });
    }

    [Fact]
    public void Help_every_synopsis_is_a_sentence_about_what_the_cmdlet_does() => Assert.All(_commands, command =>
    {
        // The comment of another part of its class would name a thing: "The run of an import".
        var words = command.Element(_command + "details")!.Element(_maml + "description")!.Value.Split(' ', ',');
        Assert.EndsWith("s", words[0], StringComparison.Ordinal);
    });

    [Fact]
    public void Help_every_description_says_more_than_the_synopsis() => Assert.All(_commands, command => Assert.True(
        Description(command).Length > 1
            || Description(command)[0] != command.Element(_command + "details")!.Element(_maml + "description")!.Value,
        $"{Name(command)} repeats its synopsis."));

    /// <summary>The others add only what their declaration says: pipeline, confirmation and output. Their number may only shrink.</summary>
    [Fact]
    public void Help_descriptions_of_their_own_do_not_become_fewer() => Assert.True(
        _commands.Count(command => Description(command)[0] == command.Element(_command + "details")!.Element(_maml + "description")!.Value)
            <= 90);

    [Fact]
    public void Help_paragraphs_of_a_description_are_separate()
    {
        var import = Description(_commands.Single(command => Name(command) == "Import-MilvusEntity"));

        Assert.True(import.Length > 5);
        // A paragraph that was glued to the one before begins without a space after a full stop.
        Assert.All(_commands, command => Assert.All(
            Description(command),
            text => Assert.DoesNotMatch(@"(?<!\$\w*)[a-z]\.[A-Z][a-z]+ ", text)));
    }

    [Fact]
    public void Help_lines_of_an_example_are_indented_by_four_places_where_they_continue_a_command() => Assert.All(
        _commands.SelectMany(command => command.Descendants(_dev + "code").Select(code => (Name: Name(command), code.Value))),
        example =>
        {
            var lines = example.Value.Split('\n');
            for (var i = 1; i < lines.Length; i++)
            {
                var before = string.Join('\n', lines.Take(i));
                _ = Parser.ParseInput(before, out _, out var errors);
                var continues = before.EndsWith('`') || errors.Any(error => error.IncompleteInput);
                var indent = lines[i].Length - lines[i].TrimStart().Length;
                Assert.True(continues ? indent == 4 : indent == 0, $"{example.Name}: {example.Value}");
            }
        });

    [Fact]
    public void Help_related_links_have_the_topics_that_the_texts_name() => Assert.All(_commands, command =>
    {
        var links = command.Descendants(_maml + "linkText").Select(link => link.Value).ToHashSet();
        Assert.Contains("about_Milvus", links);
        var named = Regex.Matches(command.Element(_maml + "description")!.Value, @"about_Milvus_\w+").Select(match => match.Value);
        Assert.All(named, topic => Assert.Contains(topic, links));
    });

    [Fact]
    public void Help_every_parameter_has_a_text() => Assert.All(
        _commands.SelectMany(command => command.Element(_command + "parameters")!.Elements().Select(parameter => (command, parameter))),
        item => Assert.False(
            string.IsNullOrWhiteSpace(item.parameter.Element(_maml + "description")?.Value),
            $"{Name(item.command)} -{item.parameter.Element(_maml + "name")?.Value} has no text."));

    [Fact]
    public void Help_get_Help_shows_all_of_a_cmdlet()
    {
        var help = ShellRun.Of("-Command", "Get-Help Remove-MilvusIndex -Full");

        Assert.Equal((0, string.Empty), (help.ExitCode, help.Errors));
        foreach (
            var part in new[]
            {
                "NAME",
                "SYNOPSIS",
                "SYNTAX",
                "Remove-MilvusIndex [-Collection] <String> [-Name] <String[]>",
                "-WhatIf",
                "-InputObject",
                "INPUTS",
                "Example 1",
                "RELATED LINKS",
                "Wait-MilvusIndex",
                "about_Milvus",
                "Accept pipeline input?",
            })
        {
            Assert.Contains(part, help.Output, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("about_Milvus")]
    [InlineData("about_Milvus_Connections")]
    [InlineData("about_Milvus_Embedded")]
    [InlineData("about_Milvus_Embedding")]
    [InlineData("about_Milvus_Errors")]
    [InlineData("about_Milvus_Filters")]
    [InlineData("about_Milvus_ImportExport")]
    [InlineData("about_Milvus_Indexes")]
    [InlineData("about_Milvus_Parallel")]
    [InlineData("about_Milvus_Privileges")]
    [InlineData("about_Milvus_Reads")]
    [InlineData("about_Milvus_Transfers")]
    [InlineData("about_Milvus_Values")]
    [InlineData("about_Milvus_Reliability")]
    public void Help_get_Help_shows_the_topic(string topic)
    {
        var text = ShellRun.Of("-Command", $"Get-Help {topic}").Output;

        Assert.Contains(topic, text, StringComparison.Ordinal);
        Assert.Contains("LONG DESCRIPTION", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_every_cmdlet_has_the_address_of_its_page_and_the_manifest_that_of_the_project()
    {
        var lines = ShellRun.Of("-Command", "foreach ($c in Get-Command -Module Milvus) { \"$($c.Name) $($c.HelpUri)\" }").Lines;
        var manifest = File.ReadAllText(Repository.Combine("Milvus.psd1"));
        var project = Regex.Match(manifest, "ProjectUri = '(https://[^']+)'").Groups[1].Value;

        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            var (name, address) = (line.Split(' ')[0], line.Split(' ')[1]);
            Assert.Equal($"{project}/blob/main/docs/cmdlets/{name}.md", address);
            Assert.True(File.Exists(Repository.Combine("docs", "cmdlets", $"{name}.md")), $"{name} has no page.");
        });
        Assert.Contains($"LicenseUri = '{project}/blob/main/LICENSE'", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_about_topics_have_a_synopsis_and_fit_80_columns()
    {
        Assert.All(Directory.GetFiles(Repository.Combine("en-US"), "about_*.txt"), topic =>
        {
            var lines = File.ReadAllLines(topic);
            Assert.Equal("SHORT DESCRIPTION", lines[3]);
            // Get-Help takes the fifth line as the synopsis.
            Assert.NotEmpty(lines[4].Trim());
            Assert.All(lines, line => Assert.True(line.Length <= 80, $"{Path.GetFileName(topic)}: {line}"));
        });
    }

    private static string[] Description(XElement command) =>
        [.. command.Element(_maml + "description")!.Elements().Select(paragraph => paragraph.Value.Trim())];

    private static string Name(XElement command) => command.Element(_command + "details")!.Element(_command + "name")!.Value;
}

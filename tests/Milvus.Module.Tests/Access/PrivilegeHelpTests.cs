using System.Xml.Linq;
using Milvus.Module.Tests.Guards;

namespace Milvus.Module.Tests.Access;

/// <summary>The help of each cmdlet contains its rows of docs/privileges.tsv.</summary>
public sealed class PrivilegeHelpTests
{
    private static readonly XNamespace _maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace _command = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    private static readonly IReadOnlyDictionary<string, string> _notes = XDocument
        .Load(Path.Combine(Repository.Root, "en-US", "Milvus.dll-Help.xml"))
        .Descendants(_command + "command")
        .Where(command => command.Element(_maml + "alertSet") is not null)
        .ToDictionary(
            command => command.Descendants(_command + "name").First().Value,
            command => command.Element(_maml + "alertSet")!.Element(_maml + "alert")!.Value);

    [Fact]
    public void PrivilegeHelp_every_cmdlet_with_a_connection_is_in_the_table_and_its_help_says_the_same()
    {
        var asking = ModuleCmdlets
            .All.Where(HasConnection)
            .Select(ModuleCmdlets.NameOf)
            .Append("Connect-Milvus")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Equal(asking, PrivilegeRow.All.Select(row => row.Cmdlet).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(asking, _notes.Keys.Order(StringComparer.Ordinal));
        Assert.All(PrivilegeRow.All, row => Assert.Contains(Said(row), _notes[row.Cmdlet], StringComparison.Ordinal));
        Assert.All(
            _notes,
            note =>
                Assert.Equal(
                    PrivilegeRow.All.Any(row => row.Cmdlet == note.Key && row.IsNeeded),
                    !note.Value.Contains("Needs no privilege.", StringComparison.Ordinal)));
    }

    [Fact]
    public void PrivilegeHelp_topic_has_the_whole_table()
    {
        // Lines are broken to fit a terminal.
        var topic = string.Join(
            ' ',
            File.ReadAllText(Path.Combine(Repository.Root, "en-US", "about_Milvus_Privileges.help.txt"))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.All(
            _notes,
            note => Assert.Contains($"{note.Key} {note.Value}", topic, StringComparison.Ordinal));
        Assert.DoesNotContain("privileges.tsv", topic, StringComparison.Ordinal);
    }

    private static string Said(PrivilegeRow row) => row switch
    {
        { Privilege.Length: 0 } => "Needs no privilege.",
        { Shows.Length: > 0, When.Length: > 0 } => $"{row.Privilege} ({row.Shows}; {row.When})",
        { Shows.Length: > 0 } => $"{row.Privilege} ({row.Shows})",
        { When.Length: > 0 } => $"({row.When})",
        _ => row.Privilege,
    };

    private static bool HasConnection(Type? type) => type is not null && (type.Name == "ConnectedCommand" || HasConnection(type.BaseType));
}

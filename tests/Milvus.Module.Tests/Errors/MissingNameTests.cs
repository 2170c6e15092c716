using System.Management.Automation;
using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Guards;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Errors;

/// <summary>The name or the id of something that does not exist is an error with that name as its target, in every cmdlet.</summary>
public sealed class MissingNameTests
{
    private const string Missing = "nope";

    private const string EngineOnly = "MilvusNotSupportedByEmbedded";

    /// <summary>The parameters that name something that exists.</summary>
    private static readonly string[] _names =
    [
        "Name", "JobId", "Collection", "User", "Role", "Partition", "Field", "Function", "Principal", "SourceResourceGroup",
    ];

    /// <summary>Verbs of cmdlets that need not name something, because they create it, or have tests of their own.</summary>
    private static readonly string[] _creating = ["New", "Start", "Add", "Import", "Backup", "Connect", "Restore"];

    /// <summary>Parameters that may name what does not exist, or cannot.</summary>
    private static readonly Dictionary<string, string> _other = new(StringComparer.Ordinal)
    {
        ["Get-MilvusAccess -Collection"] = "Grants of collections that were dropped are listed.",
        ["Get-MilvusMetric -Name"] = "The type of a request, not the name of an object.",
        ["Grant-MilvusPrivilege -Name"] = "The name of a privilege.",
        ["Grant-MilvusPrivilege -Collection"] = "A grant may come before its collection.",
        ["Revoke-MilvusPrivilege -Name"] = "The name of a privilege.",
        ["Revoke-MilvusPrivilege -Collection"] = "The grant of a collection that was dropped can be revoked.",
        ["Remove-MilvusIndex -Name"] = "A warning names it, because the index is gone as it was meant to be.",
        ["Remove-MilvusIndex -Field"] = "As its name.",
        ["Set-MilvusFunction -Function"] = "A definition, whose name is missing in two lines.",
        ["Test-MilvusCollection -Name"] = "The answer is false.",
        ["Test-MilvusPartition -Name"] = "The answer is false.",
    };

    public static TheoryData<Backend> All => Backend.All;

    private static IReadOnlyList<(string Line, string ErrorId)> Rows { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Milvus.Module.Tests", "Errors", "missing.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(cells => (cells[0], cells[1])),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void MissingName_is_an_error_with_that_name_as_target(Backend backend)
    {
        using var connected = new BackendShell(backend);
        using var folder = new TemporaryFolder();
        var (shell, name) = (connected.Shell, connected.NewFilledCollection("missing"));
        var alias = "alias_" + name;
        shell.Do(
            """
            $c, $alias, $folder = $args
            $ConfirmPreference = 'None'
            $schema = New-MilvusSchema -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension 4)
            $function = New-MilvusFunction nope BM25 -InputField name -OutputField vector
            $row = @{ id = 1; name = 'a'; vector = 1, 2, 3, 4 }
            $null = New-MilvusAlias $alias $c
            """,
            name,
            alias,
            folder.FullName);
        try
        {
            Assert.Equal([], Rows
                .Where(row => backend.Name == "embedded" || row.ErrorId != EngineOnly)
                .Select(row => FindFault(shell, backend, row))
                .OfType<string>());
        }
        finally
        {
            shell.Do("Remove-MilvusAlias $alias");
        }
    }

    [Theory]
    [InlineData("Get-MilvusCollection docs -Database nope")]
    [InlineData("Backup-MilvusDatabase $folder/backup -Database nope")]
    [InlineData("Show-MilvusVectorMap $c -LabelField nope")]
    [InlineData("Dismount-MilvusCollection $c; Mount-MilvusCollection $c -ResourceGroup nope")]
    public void MissingName_is_the_target_also_where_another_name_is_first(string line)
    {
        using var connected = new BackendShell(Backend.Embedded);
        using var folder = new TemporaryFolder();
        connected.Shell.Do("$c, $folder = $args", connected.NewFilledCollection("missing"), folder.FullName);

        Assert.Equal([Missing], connected.Shell.Run(line).Errors.Select(error => error.TargetObject?.ToString()));
    }

    [Fact]
    public void MissingName_of_every_parameter_that_names_something_has_a_line()
    {
        var parameters = ModuleCmdlets.All
            .Where(cmdlet => !_creating.Contains(ModuleCmdlets.Attribute(cmdlet).VerbName))
            .Where(cmdlet => ModuleCmdlets.Parameters(cmdlet).Any(IsConnection))
            .SelectMany(cmdlet => ModuleCmdlets.Parameters(cmdlet)
                .Where(parameter => _names.Contains(parameter.Name))
                .Select(parameter => $"{ModuleCmdlets.NameOf(cmdlet)} -{parameter.Name}"))
            .ToList();
        var tried = parameters.Where(parameter => Rows.Any(row => IsOf(row.Line, parameter))).ToList();

        Assert.NotEmpty(tried);
        Assert.Equal([], parameters.Except(tried).Except(_other.Keys));
        Assert.Equal([], _other.Keys.Except(parameters));
    }

    [Fact]
    public void MissingName_with_wildcards_that_match_nothing_is_no_error()
    {
        using var connected = new BackendShell(Backend.Embedded);
        var shell = connected.Shell;
        shell.Do("$c = $args[0]", connected.NewFilledCollection("missing"));
        var lines = ModuleCmdlets.All
            .Where(cmdlet => ModuleCmdlets.Attribute(cmdlet).VerbName == "Get" && ModuleCmdlets.Parameters(cmdlet).Any(IsConnection))
            .Where(cmdlet => ModuleCmdlets.Parameters(cmdlet)
                .Any(parameter => parameter.Name == "Name" && parameter.IsDefined(typeof(SupportsWildcardsAttribute), inherit: true)))
            .Select(cmdlet => ModuleCmdlets.NameOf(cmdlet) + (IsInCollection(cmdlet) ? " -Collection $c" : string.Empty) + " -Name nope*")
            .ToList();

        Assert.True(lines.Count > 10);
        Assert.Equal([], lines.SelectMany(line => FindOutput(shell, line)));
    }

    private static string? FindFault(ModuleShell shell, Backend backend, (string Line, string ErrorId) row)
    {
        var ran = shell.Run(row.Line);
        if (ran.Errors is not [var error])
        {
            return $"{row.Line}: {ran.Errors.Count} errors and {ran.Output.Count} outputs";
        }

        var id = ran.ErrorIds[0];
        if (backend.Name != "embedded" && id == "MilvusNotSupportedByServerVersion")
        {
            return null;
        }

        var target = row.Line.Contains(Missing, StringComparison.Ordinal) || row.Line.Contains("$function", StringComparison.Ordinal)
            ? Missing
            : "12";
        return row.ErrorId == EngineOnly && id == row.ErrorId ? null
            : id != row.ErrorId ? $"{row.Line}: {id}: {error.Exception.Message}"
            : error.TargetObject?.ToString() != target ? $"{row.Line}: the target is {error.TargetObject}"
            : null;
    }

    private static IEnumerable<string> FindOutput(ModuleShell shell, string line)
    {
        var ran = shell.Run(line);
        return ran.Output.Select(item => $"{line}: {item}")
            .Concat(ran.Errors
                .Where(error => !error.FullyQualifiedErrorId.StartsWith(EngineOnly, StringComparison.Ordinal))
                .Select(error => $"{line}: {error}"));
    }

    private static bool IsOf(string line, string parameter)
    {
        var (cmdlet, name) = (parameter.Split(' ')[0], parameter.Split(' ')[1]);
        return line.StartsWith(cmdlet + " ", StringComparison.Ordinal)
            && (line.Contains($"{name} {Missing}", StringComparison.Ordinal) || line.Contains($"{name} 12", StringComparison.Ordinal));
    }

    private static bool IsConnection(System.Reflection.PropertyInfo parameter) => parameter.Name == "Connection";

    private static bool IsInCollection(Type cmdlet) => ModuleCmdlets.Parameters(cmdlet).Any(parameter => parameter.Name == "Collection");
}

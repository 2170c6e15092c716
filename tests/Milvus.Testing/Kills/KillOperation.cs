using System.Globalization;

namespace Milvus.Testing.Kills;

/// <summary>
/// A transfer that is killed and continued. In its texts, {folder} is the folder of the run, {server} the address of a server in a process
/// of its own, and {n} the number of the round, so that each round has a target of its own.
/// </summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Cmdlet">The cmdlet that the module must have.</param>
/// <param name="Parameter">The parameter that the cmdlet must have; empty for none.</param>
/// <param name="Prepare">Creates what each round needs, before its first run.</param>
/// <param name="Line">The command that is killed and run again.</param>
/// <param name="Check">Writes the rows of the target to {folder}/rows{n}.jsonl, and its count(*) to the output.</param>
internal sealed record KillOperation(string Name, string Cmdlet, string Parameter, string Prepare, string Line, string Check)
{
    private const string Source = "$source = Connect-Milvus -Path '{folder}/source.db'; ";
    private const string Target = "$target = Connect-Milvus {server}; ";

    private const string CheckTarget =
        Target + "$null = Export-MilvusEntity to{n} '{folder}/rows{n}.jsonl'; (Measure-MilvusCollection to{n} -Exact).RowCount";

    /// <summary>The schema of the rows.</summary>
    private const string Fields =
        "-Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField name VARCHAR -MaxLength 100), "
            + "(New-MilvusField vector FLOAT_VECTOR -Dimension 16) -EnableDynamicField -IndexParameter (New-MilvusIndexParameter vector)";

    /// <summary>Creates the source: a database, and a file with its rows.</summary>
    internal static string CreateSource(int rows) =>
        Source
            + $"$null = New-MilvusCollection words {Fields}; "
            + $"$null = 1..{rows} | ForEach-Object {{ @{{ id = $_; name = \"name $_\"; vector = 1..16; more = $_ % 7 }} }} | "
            + "Add-MilvusEntity words; "
            + "$null = Export-MilvusEntity words '{folder}/source.jsonl'; (Measure-MilvusCollection words -Exact).RowCount";

    /// <summary>The transfers.</summary>
    internal static IReadOnlyList<KillOperation> All { get; } =
    [
        new(
            "copy",
            "Copy-MilvusCollection",
            "LedgerPath",
            string.Empty,
            Source
                + Target
                + "$null = Copy-MilvusCollection words to{n} -Connection $source -TargetConnection $target -BatchSize 500 "
                + "-LedgerPath '{folder}/copy{n}.ledger' -Verify Full",
            CheckTarget),
        new(
            "import",
            "Import-MilvusEntity",
            "LedgerPath",
            Target + $"$null = New-MilvusCollection to{{n}} {Fields}",
            Target + "$null = Import-MilvusEntity to{n} '{folder}/source.jsonl' -BatchSize 500 -LedgerPath '{folder}/import{n}.ledger'",
            CheckTarget),
        new(
            "export",
            "Export-MilvusEntity",
            string.Empty,
            string.Empty,
            Source + "$null = Export-MilvusEntity words '{folder}/rows{n}.jsonl'",
            "[IO.File]::ReadAllLines('{folder}/rows{n}.jsonl').Count"),
        new(
            "backup",
            "Backup-MilvusDatabase",
            string.Empty,
            string.Empty,
            Source + "$null = Backup-MilvusDatabase -Path '{folder}/backup{n}'",
            Target
                + "$null = Restore-MilvusDatabase -Path '{folder}/backup{n}' -Rename @{ words = 'to{n}' }; "
                + "$null = Export-MilvusEntity to{n} '{folder}/rows{n}.jsonl'; (Measure-MilvusCollection to{n} -Exact).RowCount"),
        new(
            "restore",
            "Restore-MilvusDatabase",
            string.Empty,
            Source + "$null = Backup-MilvusDatabase -Path '{folder}/backup{n}'",
            Target + "$null = Restore-MilvusDatabase -Path '{folder}/backup{n}' -Rename @{ words = 'to{n}' }",
            CheckTarget),
    ];

    internal static string Fill(string text, string folder, string server, int round) => text
        .Replace("{folder}", folder, StringComparison.Ordinal)
        .Replace("{server}", server, StringComparison.Ordinal)
        .Replace("{n}", round.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}

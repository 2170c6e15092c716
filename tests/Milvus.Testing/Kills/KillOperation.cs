using System.Globalization;

namespace Milvus.Testing.Kills;

/// <summary>
/// A transfer that is killed and continued. In its texts, {folder} is the folder of the run, {target} the parameters of Connect-Milvus for
/// the target, and {n} the number of the round, so that each round has a target of its own.
/// </summary>
/// <param name="Name">The name in the table.</param>
/// <param name="IntoCollection">Whether the rows go into a collection, and not into files.</param>
/// <param name="Prepare">Creates what each round needs, before its first run.</param>
/// <param name="Line">The command that is killed and run again.</param>
/// <param name="Check">Writes the rows of the target to {folder}/rows{n}.jsonl, and its count(*) to the output.</param>
internal sealed record KillOperation(string Name, bool IntoCollection, string Prepare, string Line, string Check)
{
    /// <summary>The parameters of Connect-Milvus for a target in a file, which is written by the process that is killed.</summary>
    internal const string FileTarget = "-Path '{folder}/to{n}.db'";

    // Several units of an export, which have 8 MB each.
    private const int SourceBytes = 20_000_000;

    private const string Source = "$source = Connect-Milvus -Path '{folder}/source.db'; ";
    private const string Target = "$target = Connect-Milvus {target}; ";

    private const string CheckTarget =
        Target + "$null = Export-MilvusEntity to{n} '{folder}/rows{n}.jsonl'; (Measure-MilvusCollection to{n} -Exact).RowCount";

    private const string Backup = Source + "$null = Backup-MilvusDatabase '{folder}/backup{n}' -RowsPerFile 250 -Verify Full";

    private const string Restore =
        Target
            + "$null = Restore-MilvusDatabase '{folder}/backup{n}' -Rename @{ words = 'to{n}' } -LedgerPath '{folder}/restore{n}.ledger' "
            + "-Verify Full";

    /// <summary>The schema of the rows.</summary>
    private const string Fields =
        "-Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField name VARCHAR -MaxLength 65535), "
            + "(New-MilvusField vector FLOAT_VECTOR -Dimension 32) -EnableDynamicField -IndexParameter (New-MilvusIndexParameter vector)";

    /// <summary>Creates the source: a database, and a file with its rows. The fewer rows, the longer are their texts.</summary>
    internal static string CreateSource(int rows) =>
        Source
            + $"$null = New-MilvusCollection words {Fields}; $text = 'x' * {SourceBytes / rows}; "
            + $"$null = 1..{rows} | ForEach-Object {{ @{{ id = $_; name = \"$_ $text\"; vector = $_..($_ + 31); more = $_ % 7 }} }} | "
            + "Add-MilvusEntity words; "
            + "$null = Export-MilvusEntity words '{folder}/source.jsonl'; (Measure-MilvusCollection words -Exact).RowCount";

    /// <summary>The transfers.</summary>
    internal static IReadOnlyList<KillOperation> All { get; } =
    [
        new(
            "copy",
            IntoCollection: true,
            string.Empty,
            Source
                + Target
                + "$null = Copy-MilvusCollection words to{n} -Connection $source -TargetConnection $target -BatchSize 250 "
                + "-LedgerPath '{folder}/copy{n}.ledger' -Verify Full",
            CheckTarget),
        new(
            "import",
            IntoCollection: true,
            Target + $"$null = New-MilvusCollection to{{n}} {Fields}",
            Target
                + "$null = Import-MilvusEntity to{n} '{folder}/source.jsonl' -BatchSize 250 -LedgerPath '{folder}/import{n}.ledger' "
                + "-Verify Full",
            CheckTarget),
        new(
            "export",
            IntoCollection: false,
            string.Empty,
            Source + "$null = Export-MilvusEntity words '{folder}/rows{n}.jsonl' -Verify Full",
            "[IO.File]::ReadAllLines('{folder}/rows{n}.jsonl').Count"),
        new(
            "backup",
            IntoCollection: false,
            string.Empty,
            Backup,
            Restore + "; $null = Export-MilvusEntity to{n} '{folder}/rows{n}.jsonl'; (Measure-MilvusCollection to{n} -Exact).RowCount"),
        new("restore", IntoCollection: true, Backup, Restore, CheckTarget),
    ];

    internal static string Fill(string text, string folder, string target, int round) => text
        .Replace("{target}", target, StringComparison.Ordinal)
        .Replace("{folder}", folder, StringComparison.Ordinal)
        .Replace("{n}", round.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}

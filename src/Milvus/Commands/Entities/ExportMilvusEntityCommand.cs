using System.Management.Automation;
using Milvus.Commands.Entities;
using Milvus.Completion;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Pipeline;
using Milvus.Transfers;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>
/// Exports rows of a collection to a file: JSON, CSV, TSV, Parquet, Arrow (Feather), NumPy, or the vectors of the TEXMEX sets.
/// </summary>
/// <remarks>
/// <para>The file extension selects the format: .jsonl, .json, .csv, .tsv, .parquet, .arrow or .feather, .npy, .npz, .fvecs, .bvecs,
/// .ivecs,
/// each also with .gz. about_Milvus_ImportExport has a table of what each format can hold. .npy, .fvecs, .bvecs and .ivecs files have one
/// field: the vector, or the one that -OutputField names.</para>
/// <para>Rows are read page by page from one snapshot. The file gets its name when it is complete and verified: its rows are counted by
/// reading it again. Import-MilvusEntity reads it back with all types unchanged. Fields that a function computes are left out, and so are
/// keys that the server generates, with a warning, unless the collection accepts them (property allow_insert_auto_id).</para>
/// <para>An export that was interrupted after its first 4 MB leaves an incomplete file (.part) and a ledger beside its target. The same
/// command continues it, and a finished export removes them. A shorter one begins from the start, and so does -Force, and each export to
/// Arrow, Npy and Npz files. Two exports to one file share the incomplete file: the one whose rows were replaced is refused until it uses
/// -Force.</para>
/// <para>Other clients can store JSON that no file can have: an unpaired surrogate, bytes that are not UTF-8, a number beyond every double.
/// Such a row is an error with its key, and the other rows are written. Verified is then at most Count.</para>
/// </remarks>
/// <example><code>Export-MilvusEntity words ./words.jsonl</code>Writes all rows, one JSON object a line.</example>
/// <example>
/// <code>Export-MilvusEntity words ./verbs.csv -Filter 'pos == "verb"' -OutputField lemma, gloss -Delimiter ';'</code>
/// Writes some rows and fields as CSV with semicolons.
/// </example>
/// <example>
/// <code>Export-MilvusEntity words ./words.csv -EscapeFormula</code>
/// Writes CSV for a spreadsheet, which then runs no text of the rows as a formula.
/// </example>
/// <example>
/// <code>Export-MilvusEntity words ./words.parquet -PassThru</code>
/// Writes Parquet, as pandas and server-side imports read it, and returns the file instead of the result.
/// </example>
/// <example>
/// <code>Export-MilvusEntity words ./words.jsonl -Force; Import-MilvusEntity copy ./words.jsonl</code>
/// Copies rows through a file, and overwrites the file.
/// </example>
/// <example>
/// <code>Export-MilvusEntity words ./vectors.npy; Export-MilvusEntity words ./vectors.fvecs.gz</code>
/// Writes the vectors for NumPy, and for programs that read the TEXMEX sets.
/// </example>
[Cmdlet(VerbsData.Export, "MilvusEntity", DefaultParameterSetName = ByPath,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Export-MilvusEntity.md")]
[OutputType(typeof(TransferResult), typeof(FileInfo))]
public sealed partial class ExportMilvusEntityCommand : ReadingCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    [OnlyAName("a path", "Path", OnlyANameAttribute.SignsOfPaths)]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The file; wildcards may match one existing file.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByPath)]
    [SupportsWildcards]
    public string? Path { get; set; }

    /// <summary>The file to write, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>
    /// JsonLines, Json, Csv, Tsv, Parquet, Arrow, Npy, Npz, Fvecs, Bvecs or Ivecs; chosen by the file's extension when left out.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FileFormatCompleter))]
    public string? Format { get; set; }

    /// <summary>The encoding of text files, by its PowerShell or .NET name; UTF-8 without a byte order mark when left out.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public TextEncoding? Encoding { get; set; }

    /// <summary>The separator between the fields of CSV and TSV files; a comma or a tab when left out.</summary>
    [Parameter]
    public char? Delimiter { get; set; }

    /// <summary>
    /// Protects who opens a CSV or TSV file in a spreadsheet: a text that begins with =, +, -, @, a tab or a line break gets an apostrophe
    /// in front, so that it is not run as a formula. Numbers stay. Import-MilvusEntity -UnescapeFormula removes the apostrophes.
    /// With -Append, the rows that the file has already stay as they are: a warning says so if some are written the other way.
    /// </summary>
    [Parameter]
    public SwitchParameter EscapeFormula { get; set; }

    /// <summary>The filter for the rows; all rows when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [FilterText]
    public string? Filter { get; set; }

    /// <summary>The maximum number of rows to export.</summary>
    [Parameter]
    [Alias("Limit")]
    [ValidateRange(0, long.MaxValue)]
    public long? First { get; set; }

    /// <summary>The number of rows to skip.</summary>
    [Parameter]
    [Alias("Offset")]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    /// <summary>The number of rows per page.</summary>
    [Parameter]
    [ValidateRange(1, 16_384)]
    public int BatchSize { get; set; } = 1000;

    /// <summary>Adds the rows to an existing file of the formats JsonLines, Csv, Tsv, Parquet, Fvecs, Bvecs and Ivecs.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Never replaces or continues an existing file. Without -Force and -Append this is so in any case.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Overwrites an existing file, and discards an incomplete one.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// None trusts the written file. Count (the default) reads it again and counts its rows. Key and Full compare digests of its keys or of
    /// whole rows with those of the rows that the server returned.
    /// </summary>
    [Parameter]
    public TransferVerification Verify { get; set; } = TransferVerification.Count;

    /// <summary>The ledger of an interrupted export; beside the file, with the extension .ledger, when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LedgerPath { get; set; }

    /// <summary>Returns the written file (System.IO.FileInfo) instead of the result (Milvus.TransferResult).</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var target = ReadTarget();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var ledgerPath = LedgerPath is null
            ? target.Path + LedgerNames.Ending
            : target.CheckLedger(LocalPaths.CheckRegular(LocalPaths.ResolveSingle(SessionState, LedgerPath, "-LedgerPath")));
        var schema = Await((call, token) => Client.DescribeCollectionAsync(call, Collection, token));
        var fields = OutputNames.Convert(OutputField, schema, WriteVerbose);
        _filter = ResolveFilter(Client, Call, Collection, Filter);
        WarnMisspelt(schema);
        _appendedTo = Append ? ReadAppended(target) : null;
        var plan = CreatePlan(target, schema, fields);
        CheckPartitions(Collection, Partition, "nothing was exported");
        WarnOfMixedFormulas(target, schema);
        if (IsWhatIf)
        {
            Try(EntityFileWriter.ChooseColumns(target, schema, fields), target, fields);
            if (target.IsResumable && !Force)
            {
                LedgerFile.Peek(ledgerPath, plan);
            }
        }

        var action = File.Exists(target.Path)
            ? $"Export entities and {(Append ? "append them to" : "overwrite")} the file"
            : "Export entities to the file";
        var left = Force || !target.IsResumable || !File.Exists(ledgerPath) ? string.Empty
            : LedgerFile.IsEmpty(ledgerPath) ? LedgerPlace.DescribeEmpty(ledgerPath)
            : " (continues an interrupted export)";
        if (!ShouldProcess($"{GetCollectionText(Collection, null)} on {GetPlace()}", $"{action} {target.Path}{left}"))
        {
            return;
        }

        WarnOfMissingFields(target, schema, fields);
        if (target.IsResumable)
        {
            RunTransfer(ledgerPath, Run);
            return;
        }

        Run();
        void Run()
        {
            using var ledger = new ExportLedger(ledgerPath, plan);
            Export(target, schema, fields, ledger, clock);
        }
    }

    private void Export(
        RowFileTarget target, Collection schema, string[]? fields, ExportLedger ledger, System.Diagnostics.Stopwatch clock)
    {
        if (target.IsResumable)
        {
            ledger.Open(Force);
            _refused = ledger.Refused;
        }

        var before = target.HasRowsBefore && Verify != TransferVerification.None
            ? RowFileCounter.Count(target.Path, target, StopToken)
            : 0;
        using var writer = new EntityFileWriter(target, schema, fields, ledger.Position is null ? null : (ledger.End, ledger.Rows));
        _fileDigest = CreateDigest(target, schema, writer.Columns);
        _fileDigest?.Continue(ledger.Digest);
        // The rows of an earlier run are not known.
        var missing = ledger.Position is null && !target.Format.IsUnnamed ? FindDynamicKeys(fields, schema) : [];
        try
        {
            Read(writer, fields, ListPartitions(schema), ledger, target, missing);
        }
        finally
        {
            writer.KeepsDraft = ledger.Path is not null;
        }

        if (missing.Count > 0 && writer.Rows > 0)
        {
            WriteWarning($"{schema.Name} has no field {string.Join(", ", missing)}, and no exported row has a dynamic key with this name.");
        }

        if (writer.Rows + _refused == 0 && _filter is not null)
        {
            WarnOfNoMatch(schema, _filter, Append ? $"{target.Path} got none" : $"{target.Path} has none");
        }

        WarnOfDoubledKeys(schema, writer.Rows + _refused);
        var written = writer.Finish(() => Complete(target, before, writer, ledger), Force || Append);
        if (PassThru)
        {
            WriteObject(LocalPaths.GetItem(this, written.FullName), enumerateCollection: true);
            return;
        }

        WriteObject(Mark(new TransferResult
        {
            Source = $"{GetLedgerPlace()}/{schema.Name}",
            Target = target.Path,
            RowsRead = writer.Rows + _refused,
            RowsSent = writer.Rows,
            RowsAcknowledged = writer.Rows,
            RowsRefused = _refused,
            RowsCounted = Verify == TransferVerification.None ? null : writer.Rows,
            RowsCompared = _fileDigest is null ? null : writer.Rows,
            Verified = _refused > 0 && Verify > TransferVerification.Count ? TransferVerification.Count : Verify,
            Duration = clock.Elapsed,
            LedgerPath = ledger.Path,
            Collection = schema,
        }));
    }

    private RowFileTarget ReadTarget()
    {
        if (NoClobber && (Force || Append))
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"-NoClobber and -{(Force ? "Force" : "Append")} exclude each other.");
        }

        if (Force && Append)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-Force replaces the file, and -Append keeps it: use one of them.");
        }

        var file = LocalPaths.ResolveToWrite(this, Path, LiteralPath);
        var target = new RowFileTarget(file, RowFileFormat.Choose(Format, file), Encoding, Delimiter, Append, EscapeFormula).Check();
        LocalFiles.CheckTarget(file, Force || Append);
        return target;
    }

    // Appended rows are escaped or not, whatever the rows of the file are.
    private void WarnOfMixedFormulas(RowFileTarget target, Collection schema)
    {
        if (!target.HasRowsBefore || FormulaScan.Find(target, schema, StopToken) is not { } found)
        {
            return;
        }

        WriteWarning(EscapeFormula
            ? $"{target.Path} was written without -EscapeFormula: {found} has a text that a spreadsheet runs as a formula, and -Append "
                + "leaves it as it is. -Force instead of -Append writes the file again."
            : $"{target.Path} was probably written with -EscapeFormula: {found} has a text with the apostrophe. The appended rows get "
                + "none: use -EscapeFormula for them, too.");
    }

    private static HashSet<string> FindDynamicKeys(string[]? fields, Collection schema) =>
    [
        .. (fields ?? [])
            .Select(name => name.Trim())
            .Where(name => name is not ("*" or "%") && !name.StartsWith('$') && schema.Field.All(field => field.Name != name))
            .Where(name => !name.Contains('[', StringComparison.Ordinal)),
    ];

    private void WarnOfMissingFields(RowFileTarget target, Collection schema, string[]? fields)
    {
        if (target.Format.IsUnnamed)
        {
            var only = EntityFileWriter.ChooseColumns(target, schema, fields)[0];
            var left = fields is null ? schema.Field.Where(field => field.Name != only).Select(field => field.Name).ToList() : [];
            if (left.Count > 0)
            {
                WriteWarning($"A file of the format {target.Format.Name} has one field of {schema.Name}: '{only}'. "
                    + $"{string.Join(", ", left)} {Counts.Noun(left.Count, "is", "are")} omitted. -OutputField {only} requests that.");
            }
        }
        else if (EntityFileWriter.LeavesKeyOut(schema, fields))
        {
            WriteWarning($"The server generates the keys of {schema.Name} and does not accept them: '{schema.PrimaryKey!.Name}' is "
                + "omitted from the file. "
                + $"To include it, name {schema.PrimaryKey.Name} and the other fields in -OutputField.");
        }
    }
}

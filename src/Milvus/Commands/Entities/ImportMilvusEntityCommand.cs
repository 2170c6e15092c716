using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Milvus.Commands.Entities;
using Milvus.Completion;
using Milvus.Embedders;
using Milvus.Files;
using Milvus.Formats.Csv;
using Milvus.Pipeline;
using Milvus.Transfers;
using Milvus.Transformations;

namespace Milvus;

/// <summary>
/// Inserts or upserts the rows of files: JSON, CSV, TSV, Parquet, Arrow (Feather), NumPy, or the vectors of the TEXMEX sets.
/// </summary>
/// <remarks>
/// <para>The first bytes of a file or its extension select the format: .jsonl and .ndjson, .json (an array of rows, {"rows": [...]}, or
/// lines), .csv, .tsv, .parquet, .arrow or .feather, .npy, .npz, .fvecs, .bvecs, .ivecs, each also with .gz. Other files need
/// -Format.</para>
/// <para>A file is never held in memory as a whole. A row that does not fit is an error with the file and the line; the other rows are
/// still imported. A header or a column that does not fit the collection is one error before the first row. Dynamic keys may be
/// separate columns, or together in $meta. In CSV, a separate column of a dynamic key is text in every row, and $meta keeps the types. An
/// empty field of CSV without quotes is null or the default, or an empty text where a text must be. An empty key is an error, and so is a
/// line with fewer fields than the header. Vectors, arrays and JSON are JSON text. In Parquet and Arrow, vectors and arrays are lists; JSON
/// and sparse vectors are JSON text, maps or structs. Export-MilvusEntity writes all formats.</para>
/// <para>Text is UTF-8, unless a byte order mark or -Encoding selects another encoding. Bytes that are invalid in the encoding are an error
/// of their row.</para>
/// <para>.npy, .fvecs, .bvecs and .ivecs files have one column without a name. It fills the field of the file's name (.npy), the only
/// vector field (.ivecs: the only array of integers), or the field that -Map gives for 'vector'. If the collection needs keys and the file
/// has none, the keys are the positions of the rows, from 0, counted over all files. If the collection already has rows, a warning says
/// that they may have the same keys.</para>
/// <para>A ledger is written before the first row is sent: beside the file of an embedded database, otherwise in the current folder, or at
/// -LedgerPath. If the import is interrupted, the same command continues it without missing or doubled rows, and a finished import removes
/// the ledger. If the server makes the keys, the number of rows says whether the last rows are stored, so nobody else may write
/// meanwhile.</para>
/// <para>The same command after a finished import imports the rows a second time, because servers do not compare the keys of an insert:
/// use -Upsert. If rows of a file are refused, Verified is at most Count.</para>
/// </remarks>
/// <example><code>Import-MilvusEntity words -Path ./words.jsonl</code>Inserts every line of the file.</example>
/// <example>
/// <code>Import-MilvusEntity words ./part-*.jsonl -ErrorAction Stop</code>
/// Inserts several files and stops at the first line that does not fit.
/// </example>
/// <example>
/// <code>Get-ChildItem ./part-*.jsonl | Import-MilvusEntity words</code>
/// Inserts piped files. Their names are taken literally.
/// </example>
/// <example>
/// <code>Import-MilvusEntity words ./words.jsonl -Encoding latin1 -WhatIf</code>
/// Shows what would be imported from a file that is not UTF-8.
/// </example>
/// <example>
/// <code>Import-MilvusEntity words ./words.jsonl -Embedder $embedder -TextField gloss -VectorField vector</code>
/// Embeds the texts of a field while it imports the rows.
/// </example>
/// <example>
/// <code>Import-MilvusEntity words ./words.jsonl -Upsert -First 2 -Verify Key</code>
/// Replaces the first two rows, and compares the keys of the collection with those of the file.
/// </example>
[Cmdlet(VerbsData.Import, "MilvusEntity", DefaultParameterSetName = ByPath,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Import-MilvusEntity.md")]
[OutputType(typeof(TransferResult))]
public sealed partial class ImportMilvusEntityCommand : ConnectedCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    [OnlyAName("a path", "Path", OnlyANameAttribute.SignsOfPaths)]
    public string Collection { get; set; } = string.Empty;

    private readonly List<string> _files = [];
    private FieldEmbedding? _embedding;

    /// <summary>The files, with wildcards; a path without a match is an error.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files, without wildcards; this applies to piped files, too.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// The encoding of text files, by its PowerShell or .NET name; UTF-8 when left out. A byte order mark overrides it.
    /// </summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public TextEncoding? Encoding { get; set; }

    /// <summary>
    /// JsonLines, Json, Csv, Tsv, Parquet, Arrow, Npy, Npz, Fvecs, Bvecs or Ivecs; chosen by the first bytes of the file or its extension
    /// when left out.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FileFormatCompleter))]
    public string? Format { get; set; }

    /// <summary>The separator between the fields of CSV and TSV files; a comma or a tab when left out.</summary>
    [Parameter]
    public char? Delimiter { get; set; }

    /// <summary>Removes the apostrophes that Export-MilvusEntity -EscapeFormula has added to texts of a CSV or TSV file.</summary>
    [Parameter]
    public SwitchParameter UnescapeFormula { get; set; }

    /// <summary>
    /// The fields that columns of the file fill under another name: @{ column = 'field' }. A column with an empty field is left out. The
    /// column of .npy, .fvecs, .bvecs and .ivecs files is called vector. A name that is not a field is an error, or a dynamic key with a
    /// warning; '$meta["key"]' is a dynamic key without one.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ColumnMapCompleter))]
    public IDictionary? Map { get; set; }

    /// <summary>
    /// Replaces rows with the same keys instead of adding rows. Of rows with the same key in the files, the last one stays.
    /// </summary>
    [Parameter]
    public SwitchParameter Upsert { get; set; }

    /// <summary>The maximum number of rows to read, counted over all files.</summary>
    [Parameter]
    [Alias("Limit")]
    [ValidateRange(0, long.MaxValue)]
    public long? First { get; set; }

    /// <summary>The number of rows to skip, counted over all files.</summary>
    [Parameter]
    [Alias("Offset")]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    /// <summary>The partition to insert into; the default one when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string? Partition { get; set; }

    /// <summary>The maximum number of rows per request; fewer if they are large.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int BatchSize { get; set; } = 100_000;

    /// <summary>
    /// The embedder that turns the texts of the rows into vectors, as New-MilvusEmbedder returns it; that of the connection when left out.
    /// The vectors replace those of the files.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public MilvusEmbedder? Embedder { get; set; }

    /// <summary>The field with the texts to embed; optional if there is only one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TextFieldCompleter))]
    public string? TextField { get; set; }

    /// <summary>The vector field that the embedder fills; optional if there is only one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VectorFieldCompleter))]
    public string? VectorField { get; set; }

    /// <summary>
    /// None trusts the answers of the server. Count (the default) compares the number of rows in the collection before and after. Key and
    /// Full read the files again, and compare their keys or whole rows with those of the collection: missing, doubled and changed rows are
    /// an error with their keys. A collection that is not loaded cannot be verified: that is a warning by default, and an error before
    /// the first row with -Verify. If the number of rows is not the expected one, the keys are compared.
    /// </summary>
    [Parameter]
    public TransferVerification Verify { get; set; } = TransferVerification.Count;

    /// <summary>
    /// The file of the ledger; when left out, FILE-to-COLLECTION.ledger in the folder of an embedded database, or in the current folder.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LedgerPath { get; set; }

    /// <summary>
    /// Discards the ledger of an interrupted import, and imports all rows. Rows that it has sent stay in the collection: use it with
    /// -Upsert, or remove them.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (Delimiter is { } separator && !CsvReader.CanSeparate(separator))
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{separator}' cannot separate the fields of CSV.");
        }

        var literal = ParameterSetName == ByLiteralPath;
        foreach (var path in literal ? LiteralPath : Path)
        {
            ForItem(path, () => _files.AddRange(LocalPaths.ResolveToRead(this, path, literal)));
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_files.Count == 0)
        {
            // The errors say which files do not exist.
            return;
        }

        var options = new RowFileOptions(Format, Encoding, Delimiter, new ColumnMap(Map), Upsert, UnescapeFormula);
        var schema = Await((call, token) => Client.DescribeCollectionAsync(call, Collection, token));
        options.Map.Check(schema, WriteWarning);
        CheckPartitions(Collection, Partition is null ? null : [Partition], "nothing was imported");
        _embedding = EmbedderChoice.OfRows(Connected, Call, schema, Embedder, TextField, VectorField);
        options = options with { ExplainMissing = _embedding is null ? field => EmbedderChoice.AdviseOn(Connected, schema, field) : null };
        if (IsWhatIf)
        {
            Try(options, schema);
        }

        var chosen = _files
            .Where(file =>
                ShouldProcess($"{file} into {GetCollectionText(Collection, null)} on {GetPlace()}{DescribeLeft()}", "Import entities"))
            .ToList();
        if (chosen.Count == 0)
        {
            return;
        }

        var imported = new ImportedFiles(chosen);
        using var ledger = new ImportLedger(GetLedgerPath(), CreatePlan(chosen, options, schema), imported);
        RunTransfer(ledger.Path, () => Run(chosen, options, schema, ledger, imported));
    }

    // The same text for each file of the command.
    private string DescribeLeft() => ImportLedger.DescribeLeft(GetLedgerPath(), Force);

    private string GetLedgerPath() =>
        LedgerPlace.Find(SessionState, LedgerPath, Connected, $"{SourceName}-to-{Collection}{LedgerNames.Ending}");

    private string SourceName => System.IO.Path.GetFileName(_files[0]) + (_files.Count == 1
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $"-and-{_files.Count - 1}-more"));

    private TransferPlan CreatePlan(IReadOnlyList<string> files, RowFileOptions options, Collection schema) => new(
        "import",
        [
            .. files.Select((file, i) => KeyValuePair.Create(
                i == 0 ? "source" : string.Create(CultureInfo.InvariantCulture, $"source {i + 1}"), file)),
            new("target", $"{GetLedgerPlace()}/{schema.Name}"),
            new("the id of the target", schema.Id.ToString(CultureInfo.InvariantCulture)),
            new("schema", FieldsDigest.Compute(schema)),
            new("format", Format ?? string.Empty),
            new("encoding", Encoding?.ToString() ?? string.Empty),
            new("delimiter", Delimiter?.ToString() ?? string.Empty),
            new("-UnescapeFormula", UnescapeFormula ? "yes" : string.Empty),
            new("map", options.Map.Text),
            new("upsert", Upsert ? "yes" : string.Empty),
            new("first", First?.ToString(CultureInfo.InvariantCulture) ?? string.Empty),
            new("skip", Skip.ToString(CultureInfo.InvariantCulture)),
            new("partition", Partition ?? string.Empty),
            .. DescribeEmbedding(),
        ])
    {
        Advice = "Repeat the command of the ledger to continue it, or use another -LedgerPath. " + ImportLedger.RestartAdvice,
    };

    private IEnumerable<KeyValuePair<string, string>> DescribeEmbedding() => _embedding is null ? [] :
    [
        new("model", _embedding.Model),
        new("text field", _embedding.Field.Text!.Name),
        new("vector field", _embedding.Field.Vector.Name),
    ];
}

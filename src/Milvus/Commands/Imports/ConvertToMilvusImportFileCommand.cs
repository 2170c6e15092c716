using System.Globalization;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Writes rows to a file for server-side import, and checks them against the schema of the collection.</summary>
/// <remarks>
/// The file is for Start-MilvusImport; Send-MilvusImportFile puts it into the server's object store. The extension selects the format,
/// because servers do the same: .parquet is Parquet, which is the smallest and the fastest to import; .json is one JSON object with an
/// array of rows, which every server reads; .jsonl or .ndjson has an object per line. Any other extension is refused. -PartRow writes
/// several files, which servers import in parallel. A row that does not fit is an error with its number; the others continue, and a warning
/// at the end says how many were refused. Files get their names when all of them are complete. If none of the rows fits, no file is
/// written, and existing files stay. The properties of the rows need the names of the fields, because an import has no -Map.
/// </remarks>
/// <example><code>$rows | ConvertTo-MilvusImportFile words -Path ./words.json</code>Checks the rows and writes the file.</example>
/// <example>
/// <code>Import-Csv ./words.csv | ConvertTo-MilvusImportFile words ./words.jsonl -Force</code>
/// Writes the rows of a CSV file, and overwrites an existing file.
/// </example>
/// <example>
/// <code>Get-MilvusEntity words | ForEach-Object { @{ id = $_.id; title = $_.lemma; vector = $_.vector } } |
///     ConvertTo-MilvusImportFile docs ./docs.parquet</code>
/// Gives the rows the names of the fields.
/// </example>
/// <example>
/// <code>Get-MilvusEntity words | ConvertTo-MilvusImportFile copy ./words.parquet -PartRow 100000 -ErrorAction Stop</code>
/// Writes the rows of a collection for another collection, 100,000 to a file, and stops at the first row that does not fit.
/// </example>
[Cmdlet(VerbsData.ConvertTo, "MilvusImportFile", DefaultParameterSetName = ByPath,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "ConvertTo-MilvusImportFile.md")]
[OutputType(typeof(FileInfo))]
public sealed class ConvertToMilvusImportFileCommand : ConnectedCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    // The extensions that servers recognize.
    private static readonly (string Ending, RowFileFormat Format)[] _formats =
    [
        (".parquet", RowFileFormat.Parquet),
        (".json", RowFileFormat.Json),
        (".jsonl", RowFileFormat.JsonLines),
        (".ndjson", RowFileFormat.JsonLines),
    ];

    private string? _target;
    private ImportFileParts? _files;
    private EntityNames? _names;
    private MilvusException? _writeFailure;
    private long _number;
    private long _leftOut;
    private Collection? _schema;
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>The collection whose schema the rows must fit.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    [OnlyAName("a path", "Path", OnlyANameAttribute.SignsOfPaths)]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The file to write; wildcards may match one existing file.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByPath)]
    [SupportsWildcards]
    public string? Path { get; set; }

    /// <summary>The file to write, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>The rows: objects, hashtables or other dictionaries.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>
    /// The maximum number of rows of a file: the rows are written to several files, which have a number before the extension, as
    /// words-0001.parquet. One file when left out.
    /// </summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long PartRow { get; set; }

    /// <summary>Overwrites existing files. Parts of an earlier run that are not written again are removed.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        var file = LocalPaths.ResolveToWrite(this, Path, LiteralPath);
        var format = ChooseFormat(file);
        var schema = Await((call, token) => Client.DescribeCollectionAsync(call, Collection, token));
        var files = new ImportFileParts(file, PartRow == 0 ? null : PartRow, Force, Create);
        var existing = files.Check();
        var replaced = existing > 0 ? $", overwriting {existing} existing {Counts.Noun(existing, "file")}" : string.Empty;
        if (!ShouldProcess(file, $"Write import file for {GetCollectionText(Collection, null)}{replaced}"))
        {
            return;
        }

        _target = file;
        _files = files;
        _files.Begin();
        (_schema, _names) = (schema, new EntityNames(schema));

        IImportRows Create(Stream stream) => format == RowFileFormat.Parquet
            ? new ImportParquetWriter(stream, schema, EntityReader.Unwrap)
            : new ImportFileWriter(stream, schema, format == RowFileFormat.JsonLines, EntityReader.Unwrap);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var row in InputObject)
        {
            _number++;
            ForItem(row, () => Add(row));
            if (_writeFailure is not null)
            {
                // No further row can be written.
                _files!.Dispose();
                (_files, var failure) = (null, _writeFailure);
                _writeFailure = null;
                throw failure;
            }
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_files is null)
        {
            return;
        }

        if (_leftOut > 0)
        {
            WriteWarning(string.Create(
                CultureInfo.InvariantCulture,
                $"{_leftOut} more {Counts.Noun(_leftOut, "row is", "rows are")} not in the file for the same reason: "
                    + $"{string.Join(", ", _unknown)} {(_unknown.Count == 1 ? "is not a field" : "are not fields")} of {Collection}."));
        }

        if (_files.RowCount == 0 && _number > 0)
        {
            _files.Dispose();
            WriteWarning($"None of the rows fits {Collection}, so no file was written.");
            return;
        }

        if (_number > _files.RowCount)
        {
            WriteWarning($"{RefusedRows.Describe(_number - _files.RowCount, _number)}. The others are in the file. Write the corrected "
                + "rows to a file of their own: the whole file would store the others twice.");
        }

        var files = _files.Finish();
        var nouns = Counts.Noun(_number, "row is", "rows are");
        var place = files.Count == 1 ? files[0].FullName : $"{files.Count} files beside {_target}";
        WriteVerbose(string.Create(CultureInfo.InvariantCulture, $"{_files.RowCount} of {_number} {nouns} in {place}."));
        WriteObject(files.SelectMany(file => LocalPaths.GetItem(this, file.FullName)), enumerateCollection: true);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Stopped or failed: incomplete files are removed.
            _files?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The format that servers read from a file of that name.</summary>
    /// <exception cref="MilvusException">Servers would not read it as one that this cmdlet writes.</exception>
    private static RowFileFormat ChooseFormat(string file)
    {
        var ending = System.IO.Path.GetExtension(file);
        return _formats.FirstOrDefault(format => format.Ending.Equals(ending, StringComparison.OrdinalIgnoreCase)).Format
            ?? throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The name '{file}' is not that of a file that servers import: ConvertTo-MilvusImportFile writes Parquet and JSON.")
            {
                RecommendedAction =
                    "Use a name that ends in .parquet, .json, or .jsonl for an object per line. Export-MilvusEntity writes CSV, TSV and "
                        + ".gz files.",
            };
    }

    // A name that is not a field is usually in all rows, so it is one error.
    private bool IsReported(MilvusException failure) => failure is { ErrorId: MilvusErrorId.SchemaMismatch, Field: { } name }
        && !_schema!.EnableDynamicField
        && _schema.Field.All(field => field.Name != name)
        && !_unknown.Add(name);

    private void Add(PSObject row)
    {
        if (_files is null)
        {
            return;
        }

        try
        {
            var converted = _names!.ConvertRow(row, null);
            _files.Add(converted);
        }
        catch (MilvusException failure) when (failure.InnerException is IOException)
        {
            _writeFailure = failure;
        }
        catch (MilvusException failure) when (IsReported(failure))
        {
            _leftOut++;
        }
        catch (MilvusException failure)
        {
            throw failure.With(string.Create(CultureInfo.InvariantCulture, $"row {_number}: {failure.Message}"));
        }
    }
}

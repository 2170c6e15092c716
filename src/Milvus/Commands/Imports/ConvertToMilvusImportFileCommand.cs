using System.Globalization;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Writes rows to a file for server-side import, and checks them against the schema of the collection.</summary>
/// <remarks>
/// The file is for Start-MilvusImport: put it into the server's object store. A .json file has one JSON object with an
/// array of rows, which every server reads. A .jsonl or .ndjson file has an object per line. Any other extension is refused, because
/// servers choose the format by the name. A row that does not fit is an error with its number; the others continue. The file gets its name
/// when it is complete.
/// </remarks>
/// <example><code>$rows | ConvertTo-MilvusImportFile words -Path ./words.json</code>Checks the rows and writes the file.</example>
/// <example>
/// <code>Import-Csv ./words.csv | ConvertTo-MilvusImportFile words ./words.jsonl -Force</code>
/// Writes the rows of a CSV file, and overwrites an existing file.
/// </example>
/// <example>
/// <code>Get-MilvusEntity words | ConvertTo-MilvusImportFile copy ./words.json -ErrorAction Stop</code>
/// Writes the rows of a collection for another collection, and stops at the first row that does not fit.
/// </example>
[Cmdlet(VerbsData.ConvertTo, "MilvusImportFile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ConvertToMilvusImportFileCommand : ConnectedCommand
{
    private string? _target;
    private string? _temporary;
    private FileStream? _stream;
    private ImportFileWriter? _writer;
    private EntityNames? _names;
    private MilvusException? _writeFailure;
    private long _number;

    /// <summary>The collection whose schema the rows must fit.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The file to write; wildcards may match one existing file.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file to write, without wildcards.</summary>
    [Parameter]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>The rows: objects, hashtables or other dictionaries.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Overwrites an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        var file = LocalPaths.ResolveToWrite(this, Path, LiteralPath);
        var lines = WritesLines(file);
        LocalFiles.CheckTarget(file, Force);
        if (!ShouldProcess(file, $"Write import file for {GetCollectionText(Collection, null)}"))
        {
            return;
        }

        var schema = Await((call, token) => Client.DescribeCollectionAsync(call, Collection, token));
        _target = file;
        _temporary = LocalFiles.GetDraftPath(file);
        _stream = LocalFiles.RunWrite(file, () => LocalFiles.Create(_temporary));
        _writer = new ImportFileWriter(_stream, schema, lines, EntityReader.Unwrap);
        _names = new EntityNames(schema);
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
                LocalFiles.Discard(_temporary!, _writer, _stream);
                (_writer, _temporary, var failure) = (null, null, _writeFailure);
                _writeFailure = null;
                throw failure;
            }
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_writer is null)
        {
            return;
        }

        LocalFiles.RunWrite(_target!, () =>
        {
            _writer.Finish();
            _stream!.Dispose();
            File.Move(_temporary!, _target!, overwrite: Force);
        });
        _temporary = null;
        var nouns = Counts.Noun(_number, "row is", "rows are");
        WriteVerbose(string.Create(CultureInfo.InvariantCulture, $"{_writer.RowCount} of {_number} {nouns} in {_target}."));
        WriteObject(new FileInfo(_target!));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _temporary is not null)
        {
            // Stopped or failed: the incomplete file is removed.
            LocalFiles.Discard(_temporary, _writer, _stream);
        }

        base.Dispose(disposing);
    }

    /// <summary>Whether the name stands for one JSON object per line; otherwise it stands for one object with all rows.</summary>
    /// <exception cref="MilvusException">Servers would not read a file of that name as JSON.</exception>
    private static bool WritesLines(string file)
    {
        var ending = System.IO.Path.GetExtension(file);
        var format = Array.Find(
            [RowFileFormat.Json, RowFileFormat.JsonLines],
            known => known.Endings.Contains(ending, StringComparer.OrdinalIgnoreCase));
        return format is not null
            ? format == RowFileFormat.JsonLines
            : throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The name '{file}' is not that of a JSON file: ConvertTo-MilvusImportFile writes JSON only, "
                    + "without compression."
            )
            {
                RecommendedAction =
                    "Use a name that ends in .json, or in .jsonl for an object per line. Export-MilvusEntity writes CSV, TSV, Parquet "
                        + "and .gz files.",
            };
    }

    private void Add(PSObject row)
    {
        if (_writer is null)
        {
            return;
        }

        try
        {
            var converted = _names!.ConvertRow(row, null);
            LocalFiles.RunWrite(_target!, () => _writer.Add(converted));
        }
        catch (MilvusException failure) when (failure.InnerException is IOException)
        {
            _writeFailure = failure;
        }
        catch (MilvusException failure)
        {
            throw failure.With(string.Create(CultureInfo.InvariantCulture, $"row {_number}: {failure.Message}"));
        }
    }
}

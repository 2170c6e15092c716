using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Files;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Exports rows of a collection to a file: lines of JSON, a JSON array, CSV, TSV, or Parquet.</summary>
/// <remarks>
/// Rows are read page by page from one snapshot. The file gets its name when it is complete. Import-MilvusEntity reads it back with all
/// types unchanged. Fields that a function computes are left out, and so are keys that the server generates, with a warning, unless the
/// collection accepts them (property allow_insert_auto_id). The extension .gz after that of a text format compresses the file.
/// </remarks>
/// <example><code>Export-MilvusEntity words ./words.jsonl</code>Writes all rows, one JSON object a line.</example>
/// <example>
/// <code>Export-MilvusEntity words ./verbs.csv -Filter 'pos == "verb"' -OutputField lemma, gloss</code>
/// Writes some rows and fields as CSV.
/// </example>
/// <example>
/// <code>Export-MilvusEntity words ./words.parquet -PassThru</code>
/// Writes Parquet, as pandas and server-side imports read it.
/// </example>
/// <example>
/// <code>Export-MilvusEntity words ./words.jsonl -Force; Import-MilvusEntity copy ./words.jsonl</code>
/// Copies rows through a file, and overwrites the file.
/// </example>
[Cmdlet(VerbsData.Export, "MilvusEntity", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMilvusEntityCommand : ReadingCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The file; wildcards may match one existing file.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file to write, without wildcards.</summary>
    [Parameter]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>JsonLines, Json, Csv, Tsv or Parquet; chosen by the file's extension when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FileFormatCompleter))]
    public string? Format { get; set; }

    /// <summary>The filter for the rows; all rows when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
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

    /// <summary>Overwrites an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the file as an object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var file = LocalPaths.ResolveToWrite(this, Path, LiteralPath);
        var format = RowFileFormat.Choose(Format, file);
        LocalFiles.CheckTarget(file, Force);
        var action = File.Exists(file) ? "Export entities and overwrite the file" : "Export entities to the file";
        if (!ShouldProcess($"{GetCollectionText(Collection, null)} on {GetPlace()}", $"{action} {file}"))
        {
            return;
        }

        var schema = Await((call, token) => Client.DescribeCollectionAsync(call, Collection, token));
        var fields = OutputNames.Convert(OutputField, schema, WriteVerbose);
        if (EntityFileWriter.LeavesKeyOut(schema, fields))
        {
            WriteWarning($"The server generates the keys of {schema.Name} and does not accept them: '{schema.PrimaryKey!.Name}' is "
                + "omitted from the file. "
                + $"-OutputField {schema.PrimaryKey.Name} and the other fields includes it.");
        }

        using var writer = new EntityFileWriter(file, format, schema, fields);
        Read(writer, fields);
        var written = writer.Finish(Force);
        if (PassThru)
        {
            WriteObject(written);
        }
    }

    private void Read(EntityFileWriter writer, string[]? fields)
    {
        var request = new QueryRequest
        {
            Filter = Filter,
            FilterParameters = Tables.ReadFilterValues(FilterParameter),
            OutputFields = fields,
            Partitions = Partition,
            First = First,
            Skip = Skip,
            PageSize = BatchSize,
            ConsistencyLevel = ConsistencyLevel,
            GuaranteeTimestamp = GuaranteeTimestamp,
            IgnoreGrowing = IgnoreGrowing,
            TimeZone = TimeZone,
            TimeFields = TimeField,
            Namespace = Namespace,
            ClusterId = Cluster,
        };
        var display = new WaitDisplay($"Exporting {Collection}");
        var rows = 0L;
        var pages = Client.QueryAsync(Call, Collection, request, StopToken).GetAsyncEnumerator(StopToken);
        try
        {
            while (request.First is not 0 && Await(_ => pages.MoveNextAsync().AsTask(), Call, display))
            {
                for (var i = 0; i < pages.Current.Count; i++)
                {
                    writer.Write(pages.Current.GetRow(i));
                }

                rows += pages.Current.Count;
                display.Report(
                    new WaitProgress(
                        request.First is { } first ? (int)(100 * rows / first) : null,
                        RowCounts.ToText(rows)));
            }
        }
        finally
        {
            pages.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}

using System.Management.Automation;
using System.Text;
using Milvus.Commands.Entities;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Files;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Inserts the rows of files: one JSON object per line, a JSON array, CSV or TSV with a header, or Parquet.</summary>
/// <remarks>
/// <para>The file extension selects the format: .jsonl and .ndjson, .json (an array of rows, {"rows": [...]}, or lines), .csv, .tsv,
/// .parquet; text formats can be compressed (.gz). Files with other extensions need -Format.</para>
/// <para>A file is never held in memory as a whole. A row that does not fit is an error with the file and the line; the other rows are
/// still imported. A header or a Parquet schema that does not fit the collection is one error before the first row. Dynamic keys may be
/// separate columns, or together in $meta. In CSV, an empty field without quotes is null or the default; vectors, arrays and JSON are JSON
/// text. In Parquet, vectors and arrays are lists; JSON and sparse vectors are JSON text, maps or structs. Export-MilvusEntity writes all
/// formats.</para>
/// <para>Text is UTF-8, unless a byte order mark or -Encoding selects another encoding. Bytes that are invalid in the encoding are an error
/// of their row.</para>
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
/// <example><code>Import-MilvusEntity words ./words.jsonl -WhatIf</code>Shows what would be imported, and sends nothing.</example>
[Cmdlet(VerbsData.Import, "MilvusEntity", DefaultParameterSetName = ByPath,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(MutationResult))]
public sealed class ImportMilvusEntityCommand : ConnectedCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    private EntitySender? _sender;

    /// <summary>The files, with wildcards; a path without a match is an error.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files, without wildcards; this applies to piped files, too.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// The encoding of text files, by its PowerShell or .NET name; UTF-8 when left out. A byte order mark overrides it.
    /// </summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding? Encoding { get; set; }

    /// <summary>JsonLines, Json, Csv, Tsv or Parquet; chosen by the file's extension when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FileFormatCompleter))]
    public string? Format { get; set; }

    /// <summary>The partition to insert into; the default one when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string? Partition { get; set; }

    /// <summary>The maximum number of rows per request; fewer if they are large.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int BatchSize { get; set; } = 100_000;

    /// <inheritdoc/>
    protected override void Process()
    {
        var literal = ParameterSetName == ByLiteralPath;
        foreach (var path in literal ? LiteralPath : Path)
        {
            ForItem(path, () =>
            {
                foreach (var file in LocalPaths.ResolveToRead(this, path, literal))
                {
                    ForItem(file, () => Import(file));
                }
            });
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_sender is { } sender)
        {
            Send(sender, sender.FinishAsync);
            WriteObject(Mark(sender.Acknowledged));
        }
    }

    private EntitySender NewSender()
    {
        var schema = Await((call, token) => Client.DescribeCollectionAsync(call, Collection, token));
        return new EntitySender(Client, Call, schema, new RowWrite { Partition = Partition }, BatchSize);
    }

    private void Import(string file)
    {
        RowFileFormat.Choose(Format, file);
        if (!ShouldProcess($"{file} into {GetCollectionText(Collection, null)} on {GetPlace()}", "Import entities"))
        {
            return;
        }

        var sender = _sender ??= NewSender();
        using var reader = new EntityFileReader(file, Format, Encoding, sender.Schema);
        var display = new WaitDisplay($"Importing {System.IO.Path.GetFileName(file)}");
        var intake = new EntityIntake(sender, SendBatch, WriteError);
        foreach (var row in reader.Read(StopToken))
        {
            StopToken.ThrowIfCancellationRequested();
            intake.Take(row.Read, row.Place, row.Place);
        }

        void SendBatch()
        {
            var status = RowCounts.ToText(sender.Acknowledged.InsertCount);
            display.Report(new WaitProgress(reader.Percent, status));
            Send(sender, sender.SendAsync, display);
        }
    }

    private void Send(EntitySender sender, Func<CancellationToken, Task> send, WaitDisplay? display = null)
    {
        try
        {
            Await(send, Call, display);
        }
        catch (MilvusException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(EntityFailure.OfBatch(failure, sender), Collection));
        }
    }
}

using System.Globalization;
using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Inserts the rows of a file: one JSON object a line, CSV with a header, or Parquet.</summary>
/// <remarks>
/// The file is read as it is sent, never as a whole. A line that does not fit is an error that names the file and the line; the
/// others go on. Blank lines are passed over. In CSV a field that is empty without quotes is null, or the default; vectors, arrays and
/// JSON are JSON text, and a column $meta has the dynamic keys. Parquet is read a group of rows at a time: vectors and arrays are lists, JSON
/// and sparse vectors are JSON text. Export-MilvusEntity writes all three.
/// </remarks>
/// <example><code>Import-MilvusEntity words -Path ./words.jsonl</code>Inserts every line of the file.</example>
/// <example><code>Import-MilvusEntity words ./part-*.jsonl -ErrorAction Stop</code>Inserts several files and ends at the first line that does not fit.</example>
/// <example><code>Import-MilvusEntity words ./words.jsonl -WhatIf</code>Says what would be imported, and sends nothing.</example>
[Cmdlet(VerbsData.Import, "MilvusEntity", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = ByPath)]
[OutputType(typeof(MutationResult))]
public sealed class ImportMilvusEntityCommand : CollectionCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The files, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByPath)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>JsonLines, Csv or Parquet; by the file's name when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FileFormatCompleter))]
    public string? Format { get; set; }

    /// <summary>The partition to insert into; the default one when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string? Partition { get; set; }

    /// <summary>Rows to send at a time, at most; fewer are sent when they are large.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int BatchSize { get; set; } = 100_000;

    /// <inheritdoc/>
    protected override void Process()
    {
        EntitySender? sender = null;
        foreach (var file in Files().ToList())
        {
            if (!ShouldProcess($"{file} into collection {Collection} on {Place()}", "Import entities"))
            {
                continue;
            }

            sender ??= NewSender();
            ForItem(file, () => Import(file, sender));
        }

        if (sender is not null)
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

    private IEnumerable<string> Files()
    {
        if (ParameterSetName == ByLiteralPath)
        {
            return LiteralPath.Select(SessionState.Path.GetUnresolvedProviderPathFromPSPath);
        }

        return Path.SelectMany(path => WildcardPattern.ContainsWildcardCharacters(path)
            ? [.. SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _)]
            : new[] { SessionState.Path.GetUnresolvedProviderPathFromPSPath(path) });
    }

    private void Import(string file, EntitySender sender)
    {
        using var reader = Open(file);
        var display = new WaitDisplay($"Importing {System.IO.Path.GetFileName(file)}");
        var length = Math.Max(1, reader.BaseStream.Length);
        var intake = new EntityIntake(sender, SendBatch, WriteError);
        var format = EntityFile.FormatOf(Format, file);
        foreach (var (line, row) in EntityFile.Read(reader, format, sender.Schema, StopToken))
        {
            StopToken.ThrowIfCancellationRequested();
            intake.Take(row, EntityFile.Place(file, format, line), string.Create(CultureInfo.InvariantCulture, $"{file}:{line}"));
        }

        void SendBatch()
        {
            var status = string.Create(CultureInfo.InvariantCulture, $"{sender.Acknowledged.InsertCount:N0} rows");
            display.Report(new WaitProgress((int)(100 * reader.BaseStream.Position / length), status));
            Send(sender, sender.SendAsync, display);
        }
    }

    private static StreamReader Open(string file)
    {
        try
        {
            return new StreamReader(file);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MilvusException(MilvusErrorId.FileNotFound, $"The file '{file}' does not exist.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The file '{file}' cannot be read: {failure.Message}", failure);
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
            ThrowTerminatingError(ErrorRecords.From(EntityFailure.Batch(failure, sender), Collection));
        }
    }
}

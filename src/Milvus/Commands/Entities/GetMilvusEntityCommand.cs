using System.Collections;
using System.Management.Automation;
using Milvus.Commands.Entities;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Pipeline;
using Milvus.Transfers;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Reads rows: by key, by filter, or all rows.</summary>
/// <remarks>
/// Rows are read page by page, in the order of their keys and from one snapshot. Select-Object -First ends the read. With -OrderBy,
/// -GroupBy, or aggregates such as count(*) as output fields, the result is a single answer of at most 16,384 rows. about_Milvus_Reads
/// describes consistency and checkpoints.
/// A key of -Id without a row gives no output and no error, because keys are data: if (Get-MilvusEntity words -Id 7) { … } asks whether a
/// row exists. -Verbose says how many keys have no row. A collection or a partition that does not exist is an error.
/// </remarks>
/// <example><code>Get-MilvusEntity words -Id 1, 2, 3</code>Gets rows by their keys.</example>
/// <example><code>1, 2, 3 | Get-MilvusEntity words</code>Takes the keys from the pipeline.</example>
/// <example>
/// <code>Get-MilvusEntity words -Filter 'pos == "verb" and category > 30' -OutputField lemma, gloss</code>
/// Reads two fields of the matching rows.
/// </example>
/// <example>
/// <code>Get-MilvusEntity words -Filter 'lemma == {word}' -FilterParameter @{ word = $word }</code>
/// Values are passed as parameters of the filter, not in its text.
/// </example>
/// <example>
/// <code>$parts = 'noun', 'verb'; Get-MilvusEntity words -Where { $_.pos -cin $parts -and $_.category -gt 30 }</code>
/// Selects rows with a condition of PowerShell, which is translated into a filter.
/// </example>
/// <example><code>Get-MilvusEntity words | Select-Object -First 5</code>Reads only the first rows.</example>
/// <example><code>Get-MilvusEntity words -OrderBy category:desc, lemma -First 20</code>Reads the first twenty rows of another
/// order.</example>
/// <example><code>Get-MilvusEntity words -GroupBy pos -OutputField pos, 'count(*)'</code>Counts the rows of each group.</example>
/// <example>
/// <code>Get-MilvusPartition words drafts | Get-MilvusEntity -OutputField lemma</code>
/// Reads the rows of a partition, on the connection it came from.
/// </example>
/// <example>
/// <code>Get-MilvusEntity words -CheckpointPath ./words.position | ForEach-Object { $_.lemma }</code>
/// Continues an interrupted run.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusEntity", DefaultParameterSetName = ByFilter, HelpUri = CmdletPages.Folder + "Get-MilvusEntity.md")]
[OutputType("Milvus.Entity")]
[OutputType(typeof(Hashtable))]
public sealed class GetMilvusEntityCommand : ReadingCommand
{
    private const string ByFilter = "Filter";
    private const string ById = "Id";

    private readonly RowNames _names = new();
    private List<object>? _keys;

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByFilter)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    [OnlyAName("a filter", "Filter", OnlyANameAttribute.SignsOfFilters)]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Collections or partitions, as their Get- cmdlets return them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public MilvusObject[] InputObject { get; set; } = [];

    /// <summary>The filter for the rows; all rows when left out.</summary>
    [Parameter(Position = 1)]
    [OnlyIn(ByFilter, ByObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [FilterText]
    public string? Filter { get; set; }

    /// <summary>The keys of the rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ById)]
    [PipedKey]
    [AllowNull]
    [AllowEmptyCollection]
    public object[]? Id { get; set; } = [];

    /// <summary>The maximum number of rows to return.</summary>
    [Parameter]
    [Alias("Limit")]
    [ValidateRange(0, long.MaxValue)]
    public long? First { get; set; }

    /// <summary>The number of rows to skip.</summary>
    [Parameter]
    [Alias("Offset")]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    /// <summary>Reads all rows, which is also the default.</summary>
    [Parameter]
    [OnlyIn(ByFilter, ByObject)]
    public SwitchParameter All { get; set; }

    /// <summary>The number of rows per page.</summary>
    [Parameter]
    [Alias("PageSize")]
    [ValidateRange(1, 16_384)]
    public int BatchSize { get; set; } = 1000;

    /// <summary>Fields to order by: field, field:asc or field:desc.</summary>
    [Parameter]
    [OnlyIn(ByFilter, ByObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScalarFieldCompleter))]
    public string[]? OrderBy { get; set; }

    /// <summary>Fields to group by; the output fields are these and aggregates such as count(*), sum(price), avg(price).</summary>
    [Parameter]
    [OnlyIn(ByFilter, ByObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScalarFieldCompleter))]
    public string[]? GroupBy { get; set; }

    /// <summary>
    /// A file that stores the position of the read. If it exists, the read continues from it. It is removed when all rows have been
    /// read. It must belong to the same collection, filter, values and partitions.
    /// </summary>
    [Parameter]
    [OnlyIn(ByFilter, ByObject)]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>The form of the rows: Object, or Hashtable, whose keys can differ only in case.</summary>
    [Parameter]
    public RowForm As { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (Where is not null && ParameterSetName == ById)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-Where cannot be combined with -Id: both select rows.");
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (All && First is not null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-All and -First exclude each other.");
        }

        if (ParameterSetName == ById)
        {
            // Piped keys are read together.
            _keys ??= [];
            _keys.AddRange(Id ?? []);
            return;
        }

        if (ParameterSetName == ByFilter)
        {
            Read(new EntityOrigin(Connected, Database ?? Connected.Database, Collection), Partition, Call);
            return;
        }

        foreach (var item in InputObject)
        {
            ForItem(item, () => Read(item));
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_keys is not null)
        {
            Read(new EntityOrigin(Connected, Database ?? Connected.Database, Collection), Partition, Call);
        }
    }

    private void Read(MilvusObject item)
    {
        var (collection, partition) = item switch
        {
            Milvus.Collection whole => (whole.Name, Partition),
            Milvus.Partition part when Partition is null => (part.Collection, [part.Name]),
            Milvus.Partition => throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "A partition from the pipeline and -Partition exclude each other."),
            _ => throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"Rows are read from a collection or a partition, not from {ValueNames.Describe(item)}."),
        };
        var context = GetCall(item);
        var connection = GetConnection(item);
        Read(new EntityOrigin(connection, context.Database ?? connection.Database, collection), partition, context);
    }

    private void Read(EntityOrigin origin, string[]? partitions, CallContext context)
    {
        var filter = ResolveFilter(origin.Connection.Client, context, origin.Collection, Filter);
        using var checkpoint = OpenCheckpoint(origin, filter, partitions, context);
        var request = new QueryRequest
        {
            Filter = filter,
            FilterParameters = Tables.ReadFilterValues(FilterParameter),
            Ids = _keys?.ConvertAll(key => EntityReader.Unwrap(key)!).ToArray(),
            OutputFields = ReadOutputFields(origin.Connection.Client, context, origin.Collection),
            Partitions = partitions,
            First = First - (checkpoint?.Rows ?? 0),
            Skip = checkpoint?.Position is null ? Skip : 0,
            From = checkpoint?.Position,
            PageSize = BatchSize,
            ReadsAhead = true,
            OrderBy = OrderBy,
            GroupBy = GroupBy,
            ConsistencyLevel = ConsistencyLevel,
            GuaranteeTimestamp = GuaranteeTimestamp,
            IgnoreGrowing = IgnoreGrowing,
            TimeZone = TimeZone,
            TimeFields = TimeField,
            Namespace = Namespace,
            ClusterId = ClusterId ?? origin.Connection.ClusterId,
        };
        var pages = origin.Connection.Client.QueryAsync(context, origin.Collection, request, StopToken).GetAsyncEnumerator(StopToken);
        try
        {
            var rows = 0L;
            while (request.First is not <= 0 && Await(_ => pages.MoveNextAsync().AsTask(), context))
            {
                rows += pages.Current.Count;
                Write(pages.Current, origin, checkpoint);
            }

            if (rows == 0 && request is { First: not <= 0, Skip: 0, From: null })
            {
                HintAtKeys(origin.Connection.Client, context, origin.Collection, filter);
            }

            SayMissing(request.Ids, rows);

            checkpoint?.Remove();
        }
        finally
        {
            // Also when Select-Object -First has enough rows: nothing is requested behind the first page, and a request ahead is cancelled.
            pages.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    // Keys are data: a key without a row is an answer, and not a mistake as a misspelt name is.
    private void SayMissing(IReadOnlyList<object>? ids, long rows)
    {
        var keys = ids?.Distinct().Count() ?? 0;
        if (keys > rows && First is null && Skip == 0)
        {
            WriteVerbose($"{Counts.ToText(keys - rows, "key has", "keys have")} no row in {Collection}: "
                + $"{Display.Number(rows)} of {Display.Number(keys)} were found.");
        }
    }

    private ReadCheckpoint? OpenCheckpoint(EntityOrigin origin, string? filter, string[]? partitions, CallContext context)
    {
        if (CheckpointPath is null)
        {
            return null;
        }

        if (OrderBy is not null || GroupBy is not null)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "Ordered and grouped rows come in one answer, which has no position to continue from: omit -CheckpointPath.");
        }

        var schema = Await((call, token) => origin.Connection.Client.DescribeCollectionAsync(call, origin.Collection, token), context);
        var read = new CheckpointedRead(
            origin.Connection.Address,
            origin.Database,
            schema.Name,
            schema.Id,
            filter ?? string.Empty,
            FilterParameter is null ? string.Empty : LedgerNames.Digest(FilterParameter),
            string.Join(',', partitions ?? []),
            Namespace ?? string.Empty,
            TimeZone ?? string.Empty);
        return ReadCheckpoint.Open(
            LocalPaths.CheckRegular(LocalPaths.ResolveSingle(SessionState, CheckpointPath, "-CheckpointPath")),
            read);
    }

    private void Write(RowPage page, EntityOrigin origin, ReadCheckpoint? checkpoint)
    {
        var done = 0;
        try
        {
            while (done < page.Count)
            {
                var row = page.GetRow(done);
                object item = As == RowForm.Hashtable ? EntityWriter.ToHashtable(row) : EntityWriter.ToObject(row, origin, _names);
                try
                {
                    WriteObject(item);
                }
                catch (Exception end) when (end is not RuntimeException || end is PipelineStoppedException)
                {
                    // The row was output before the pipeline ended, so it counts as read unless a later cmdlet failed.
                    done++;
                    throw;
                }

                done++;
            }
        }
        finally
        {
            if (done > 0 && page.GetPosition(done - 1) is { } position)
            {
                checkpoint?.Save(position, done);
            }
        }
    }
}

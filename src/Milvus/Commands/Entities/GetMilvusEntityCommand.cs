using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Files;
using Milvus.Values;

namespace Milvus;

/// <summary>Gets rows: by key, by filter, or all of them.</summary>
/// <remarks>
/// Rows are read page by page and written as they come, in key order and as of one moment, any number of them; Select-Object -First
/// ends the reading. With -OrderBy and -GroupBy, and for aggregates such as count(*) among the output fields, there is one answer of at
/// most 16,384 rows. about_Milvus_Reads tells of consistency and checkpoints.
/// </remarks>
/// <example><code>Get-MilvusEntity words -Id 1, 2, 3</code>Gets rows by their keys.</example>
/// <example>
/// <code>Get-MilvusEntity words -Filter 'pos == "verb" and category > 30' -OutputField lemma, gloss</code>
/// Gets two fields of the rows that match.
/// </example>
/// <example>
/// <code>Get-MilvusEntity words -Filter 'lemma == {word}' -FilterParameter @{ word = $word }</code>
/// A value that comes from elsewhere goes beside the filter, never into its text.
/// </example>
/// <example><code>Get-MilvusEntity words | Select-Object -First 5</code>The first rows; nothing more is read.</example>
/// <example><code>Get-MilvusEntity words -OrderBy category:desc, lemma -First 20</code>Twenty rows in an order of your own.</example>
/// <example><code>Get-MilvusEntity words -GroupBy pos -OutputField pos, 'count(*)'</code>Counts the rows of each group.</example>
/// <example>
/// <code>Get-MilvusPartition words drafts | Get-MilvusEntity -OutputField lemma</code>
/// The rows of a partition, where it was read.
/// </example>
/// <example>
/// <code>Get-MilvusEntity words -CheckpointPath ./words.position | ForEach-Object { $_.lemma }</code>
/// Goes on where an interrupted run ended.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusEntity", DefaultParameterSetName = ByFilter)]
[OutputType("Milvus.Entity")]
[OutputType(typeof(Hashtable))]
public sealed class GetMilvusEntityCommand : ReadingCommand
{
    private const string ByFilter = "Filter";
    private const string ById = "Id";

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByFilter)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Collections or partitions, as their Get- cmdlets give them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public MilvusObject[] InputObject { get; set; } = [];

    /// <summary>Which rows; all when left out.</summary>
    [Parameter(Position = 1)]
    [OnlyIn(ByFilter, ByObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    public string? Filter { get; set; }

    /// <summary>The keys of the rows.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ById)]
    [AllowNull]
    [AllowEmptyCollection]
    public object[]? Id { get; set; } = [];

    /// <summary>Rows to return at most, any number.</summary>
    [Parameter]
    [Alias("Limit")]
    [ValidateRange(0, long.MaxValue)]
    public long? First { get; set; }

    /// <summary>Rows to pass over, any number.</summary>
    [Parameter]
    [Alias("Offset")]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    /// <summary>Says that all rows are meant, which they are without -First too.</summary>
    [Parameter]
    [OnlyIn(ByFilter, ByObject)]
    public SwitchParameter All { get; set; }

    /// <summary>Rows to ask the server for at a time.</summary>
    [Parameter]
    [Alias("PageSize")]
    [ValidateRange(1, 16_384)]
    public int BatchSize { get; set; } = 1000;

    /// <summary>Fields to order by: field, field:asc or field:desc.</summary>
    [Parameter]
    [OnlyIn(ByFilter, ByObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string[]? OrderBy { get; set; }

    /// <summary>Fields to group by; the output fields are these and aggregates such as count(*), sum(price), avg(price).</summary>
    [Parameter]
    [OnlyIn(ByFilter, ByObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string[]? GroupBy { get; set; }

    /// <summary>
    /// A file that keeps how far the reading came. When it is there, the reading goes on from it; it is removed when all rows were
    /// read. It must belong to the same collection, filter and partitions.
    /// </summary>
    [Parameter]
    [OnlyIn(ByFilter, ByObject)]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>Writes hashtables instead of objects: they keep field names apart that differ only in case.</summary>
    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (All && First is not null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-All and -First exclude each other.");
        }

        if (ParameterSetName != ByObject)
        {
            Read(new EntityOrigin(Connected, Database ?? Connected.Database, Collection), Partition, Call);
            return;
        }

        foreach (var item in InputObject)
        {
            ForItem(item, () => Read(item));
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
                $"Rows are read from a collection or a partition, not from a {item.GetType().Name}."),
        };
        var context = CallOf(item);
        var connection = ConnectionOf(item);
        Read(new EntityOrigin(connection, context.Database ?? connection.Database, collection), partition, context);
    }

    private void Read(EntityOrigin origin, string[]? partitions, CallContext context)
    {
        var checkpoint = OpenCheckpoint(origin, partitions, context);
        var request = new QueryRequest
        {
            Filter = Filter,
            FilterParameters = Tables.FilterValues(FilterParameter),
            Ids = ParameterSetName == ById ? Array.ConvertAll(Id ?? [], id => EntityReader.Unwrap(id)!) : null,
            OutputFields = OutputFieldsOf(origin.Connection.Client, context, origin.Collection),
            Partitions = partitions,
            First = First - (checkpoint?.Rows ?? 0),
            Skip = checkpoint?.Position is null ? Skip : 0,
            From = checkpoint?.Position,
            PageSize = BatchSize,
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
            while (request.First is not <= 0 && Await(_ => pages.MoveNextAsync().AsTask(), context))
            {
                Write(pages.Current, origin, checkpoint);
            }

            checkpoint?.Remove();
        }
        finally
        {
            // Also when Select-Object -First has enough: nothing more is asked of the server.
            pages.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private ReadCheckpoint? OpenCheckpoint(EntityOrigin origin, string[]? partitions, CallContext context)
    {
        if (CheckpointPath is null)
        {
            return null;
        }

        if (OrderBy is not null || GroupBy is not null)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "Ordered and grouped rows come in one answer, so that there is no place to go on from: leave -CheckpointPath out.");
        }

        var schema = Await((call, token) => origin.Connection.Client.DescribeCollectionAsync(call, origin.Collection, token), context);
        var read = new CheckpointedRead(
            origin.Connection.Address,
            origin.Database,
            schema.Name,
            schema.Id,
            Filter ?? string.Empty,
            string.Join(',', partitions ?? []));
        return ReadCheckpoint.Open(LocalPaths.Single(SessionState, CheckpointPath, "-CheckpointPath"), read);
    }

    private void Write(RowPage page, EntityOrigin origin, ReadCheckpoint? checkpoint)
    {
        var done = 0;
        try
        {
            while (done < page.Count)
            {
                var row = page.Row(done);
                object item = AsHashtable ? EntityWriter.ToHashtable(row) : EntityWriter.ToObject(row, origin);
                try
                {
                    WriteObject(item);
                }
                catch (Exception end) when (end is not RuntimeException || end is PipelineStoppedException)
                {
                    // The row was taken, and the pipeline ends with it: only an error of whoever took it leaves it undone.
                    done++;
                    throw;
                }

                done++;
            }
        }
        finally
        {
            if (done > 0 && page.Position(done - 1) is { } position)
            {
                checkpoint?.Save(position, done);
            }
        }
    }
}

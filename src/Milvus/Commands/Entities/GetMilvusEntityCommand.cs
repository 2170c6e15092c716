using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Gets rows: by key, by filter, or all of them.</summary>
/// <remarks>Rows are read page by page and written as they come, any number of them; Select-Object -First ends the reading.</remarks>
/// <example><code>Get-MilvusEntity words -Id 1, 2, 3</code>Gets rows by their keys.</example>
/// <example><code>Get-MilvusEntity words -Filter 'pos == "verb" and category > 30' -OutputField lemma, gloss</code>Gets two fields of the rows that match.</example>
/// <example><code>Get-MilvusEntity words -Filter 'lemma == {word}' -FilterParameter @{ word = $word }</code>A value that comes from elsewhere goes beside the filter, never into its text.</example>
/// <example><code>Get-MilvusEntity words | Select-Object -First 5</code>The first rows; nothing more is read.</example>
[Cmdlet(VerbsCommon.Get, "MilvusEntity", DefaultParameterSetName = ByFilter)]
[OutputType("Milvus.Entity")]
[OutputType(typeof(Hashtable))]
public sealed class GetMilvusEntityCommand : CollectionCommand
{
    private const string ByFilter = "Filter";
    private const string ById = "Id";

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Which rows; all when left out.</summary>
    [Parameter(Position = 1, ParameterSetName = ByFilter)]
    [ValidateNotNullOrEmpty]
    public string? Filter { get; set; }

    /// <summary>Values for the {names} in the filter. A value is data, whatever it contains.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    public Hashtable? FilterParameter { get; set; }

    /// <summary>The keys of the rows.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ById)]
    [ValidateNotNullOrEmpty]
    public object[] Id { get; set; } = [];

    /// <summary>The fields to return; all when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string[]? OutputField { get; set; }

    /// <summary>The partitions to read; all when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string[]? Partition { get; set; }

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

    /// <summary>Rows to ask the server for at a time.</summary>
    [Parameter]
    [ValidateRange(1, 16_384)]
    public int PageSize { get; set; } = 1000;

    /// <summary>How fresh: Strong, Session, Bounded, Eventually. When left out, never older than this connection's own writes.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConsistencyLevelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ConsistencyLevel { get; set; }

    /// <summary>Writes hashtables instead of objects: they keep field names apart that differ only in case.</summary>
    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var request = new QueryRequest
        {
            Filter = Filter,
            FilterParameters = Tables.ToDictionary(FilterParameter),
            Ids = ParameterSetName == ById ? Array.ConvertAll(Id, id => EntityReader.Unwrap(id)!) : null,
            OutputFields = OutputField,
            Partitions = Partition,
            First = First,
            Skip = Skip,
            PageSize = PageSize,
            ConsistencyLevel = ConsistencyLevel,
        };
        var origin = new EntityOrigin(Connected, Database ?? Connected.Database, Collection);
        var pages = Client.QueryAsync(Call, Collection, request, StopToken).GetAsyncEnumerator(StopToken);
        try
        {
            while (Await(_ => pages.MoveNextAsync().AsTask(), Call))
            {
                Write(pages.Current, origin);
            }
        }
        finally
        {
            // Also when Select-Object -First has enough: nothing more is asked of the server.
            pages.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private void Write(RowPage page, EntityOrigin origin)
    {
        for (var i = 0; i < page.Count; i++)
        {
            WriteObject(AsHashtable ? EntityWriter.ToHashtable(page.Row(i)) : EntityWriter.ToObject(page.Row(i), origin));
        }
    }
}

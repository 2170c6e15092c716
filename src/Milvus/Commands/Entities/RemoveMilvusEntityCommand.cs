using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Deletes rows: by key, by filter, or those from the pipeline.</summary>
/// <example><code>Remove-MilvusEntity words -Id 1, 2, 3</code>Deletes rows by their keys.</example>
/// <example><code>Remove-MilvusEntity words -Filter 'category == 4'</code>Asks, then deletes the rows that match.</example>
/// <example>
/// <code>Remove-MilvusEntity words -Where { $_.category -in 4, 5 }</code>
/// The same with a condition of PowerShell. The confirmation shows the filter.
/// </example>
/// <example>
/// <code>Get-MilvusCollection test_* | Remove-MilvusEntity -Filter 'category == 4'</code>
/// Asks for each collection, or for all at once, and deletes its matching rows.
/// </example>
/// <example>
/// <code>Get-MilvusEntity words -Filter 'pos == "adverb"' | Remove-MilvusEntity -WhatIf</code>
/// Shows how many rows would be deleted.
/// </example>
[Cmdlet(VerbsCommon.Remove, "MilvusEntity", DefaultParameterSetName = ById,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Remove-MilvusEntity.md")]
[OutputType(typeof(MutationResult))]
public sealed class RemoveMilvusEntityCommand : ConnectedCommand
{
    private const string ById = "Id";
    private const string ByFilter = "Filter";
    private const string ByPipedFilter = "PipedFilter";
    private const string ByWhere = "Where";
    private const string ByPipedWhere = "PipedWhere";

    private readonly Dictionary<EntityOrigin, List<object>> _piped = [];

    /// <summary>The collection. Not needed for piped rows, which have their collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByFilter)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByWhere)]
    [Parameter(Position = 0, ParameterSetName = ByObject)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string? Collection { get; set; }

    /// <summary>The keys of the rows.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ById)]
    [Parameter(Position = 1, ParameterSetName = ByFilter)]
    [Parameter(Position = 1, ParameterSetName = ByWhere)]
    [PipedKey]
    [AllowNull]
    [AllowEmptyCollection]
    public object[]? Id { get; set; } = [];

    /// <summary>The filter for the rows to delete.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByFilter)]
    [Parameter(Mandatory = true, ParameterSetName = ByPipedFilter)]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [FilterText]
    public string? Filter { get; set; }

    /// <inheritdoc cref="ReadingCommand.Where"/>
    [Parameter(Mandatory = true, ParameterSetName = ByWhere)]
    [Parameter(Mandatory = true, ParameterSetName = ByPipedWhere)]
    [Parameter(ParameterSetName = ByFilter)]
    [Parameter(ParameterSetName = ByPipedFilter)]
    [ConditionBlock]
    public ScriptBlock? Where { get; set; }

    /// <inheritdoc cref="ReadingCommand.FilterParameter"/>
    [Parameter]
    [OnlyIn(ByFilter, ByPipedFilter)]
    public Hashtable? FilterParameter { get; set; }

    /// <summary>
    /// Rows as Get-MilvusEntity returns them, or hits of Search-MilvusEntity; each is deleted where it was read. With -Filter or -Where,
    /// the collections or partitions to delete from.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByPipedFilter)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByPipedWhere)]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The partition to delete from; all when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string? Partition { get; set; }

    /// <summary>The namespace to delete from, in a collection that has namespaces.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Namespace { get; set; }

    /// <summary>The consistency level for the filter: Strong, Session, Bounded, Eventually; the server decides when left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConsistencyLevelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ConsistencyLevel { get; set; }

    /// <summary>Returns the result of the deletion.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    // A filter can match more rows than intended.
    private protected override bool AsksAlwaysWhereHigh => Filter is not null || Where is not null;

    private RowWrite Options => new() { Partition = Partition, Namespace = Namespace, ConsistencyLevel = ConsistencyLevel };

    /// <inheritdoc/>
    protected override void Begin()
    {
        // -Where with -Filter is refused for all cmdlets. The sets accept both, because PowerShell's own error does not say what is wrong.
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Id)) && (Filter is not null || Where is not null))
        {
            var other = Filter is not null ? nameof(Filter) : nameof(Where);
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"-Id and -{other} exclude each other: both select rows.")
            {
                RecommendedAction = "Specify the keys, or the condition.",
            };
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        switch (ParameterSetName)
        {
            case ById:
                var ids = Array.ConvertAll(Id ?? [], id => EntityReader.Unwrap(id)!);
                ForItem(Collection, () => Delete(new EntityOrigin(Connected, Database ?? Connected.Database, Collection!), ids, Call));
                break;

            case ByFilter or ByWhere:
                ForItem(Collection, () => DeleteMatching(Collection!, null, null));
                break;

            case ByPipedFilter or ByPipedWhere:
                foreach (var scope in InputObject)
                {
                    ForItem(scope, () => DeleteMatching(scope));
                }

                break;

            default:
                foreach (var row in InputObject)
                {
                    ForItem(row, () => Collect(row));
                }

                break;
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        foreach (var (origin, ids) in _piped)
        {
            ForItem(origin.Collection, () => Delete(origin, ids, GetCall(new Collection { Database = origin.Database })));
        }
    }

    private void Collect(PSObject row)
    {
        var hit = PipedHit.Find(row);
        var known = hit is { Origin: MilvusConnection connection }
            ? new EntityOrigin(connection, hit.Database ?? connection.Database, hit.Collection)
            : EntityWriter.FindOrigin(row);
        var from = GetConnection(known?.Connection, row);
        var collection =
            Collection
            ?? known?.Collection
            ?? (hit is { Collection.Length: > 0 } ? hit.Collection : null)
            ?? throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "This row does not come from Get-MilvusEntity: specify its collection with -Collection.");
        var origin = new EntityOrigin(from, known?.Database ?? hit?.Database ?? Database ?? from.Database, collection);
        CheckDatabase(new Collection { Name = collection, Database = origin.Database });
        if (!_piped.TryGetValue(origin, out var ids))
        {
            _piped[origin] = ids = [];
        }

        ids.Add(hit?.Id ?? KeyOf(row, origin));
    }

    private object KeyOf(PSObject row, EntityOrigin origin)
    {
        if (row.BaseObject is long or int or string)
        {
            return row.BaseObject;
        }

        var schema = Await(
            (call, token) => origin.Connection.Client.GetSchemaAsync(call, origin.Collection, token),
            GetCall(new Collection { Database = origin.Database }));
        var key = schema.PrimaryKey!.Name;
        return EntityReader.Value(row, key) ?? throw new MilvusException(
            MilvusErrorId.SchemaMismatch,
            $"The row has no {key}, the key of collection {origin.Collection}.")
        {
            Field = key,
            RecommendedAction = $"Read the rows with -OutputField {key}.",
        };
    }

    private void Delete(EntityOrigin origin, IReadOnlyList<object> ids, CallContext context)
    {
        var collection = GetCollectionText(origin.Collection, origin.Connection, context);
        var place = $"{origin.Connection.Place}/{context.Database ?? origin.Connection.Database}";
        var noun = Counts.Noun(ids.Count, "entity", "entities");
        var target = string.Create(CultureInfo.InvariantCulture, $"{ids.Count:N0} {noun} of {collection} on {place}");
        if (ShouldProcess(target, "Delete entities"))
        {
            Done(
                Await(
                    (call, token) => origin.Connection.Client.DeleteAsync(call, origin.Collection, Options, ids, null, null, token),
                    context),
                origin.Connection);
        }
    }

    private void DeleteMatching(PSObject scope)
    {
        switch (scope.BaseObject)
        {
            case Collection collection:
                DeleteMatching(collection.Name, null, collection);
                break;

            case Partition partition:
                DeleteMatching(partition.Collection, partition.Name, partition);
                break;

            default:
                throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    "With -Filter and -Where, rows are deleted from collections or partitions, but the piped object is "
                        + $"{ValueNames.Describe(scope.BaseObject)}.")
                {
                    RecommendedAction = "Pipe rows without -Filter and -Where, or pipe collections with one of them.",
                };
        }
    }

    private void DeleteMatching(string collection, string? partition, MilvusObject? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var scope = (Partition ?? partition) is { } name
            ? $"partition {name} of {GetCollectionText(collection, item)}"
            : GetCollectionText(collection, item);
        var filter = ResolveFilter(client, context, collection, Filter);
        var parameters = Tables.ReadFilterValues(FilterParameter);
        var rows = ShowsConfirmation ? CountMatches(client, context, collection, Partition ?? partition, filter, parameters) : null;
        if (!ConfirmLoss($"entities of {scope} on {GetPlace(item)} that match {filter} ({RowCounts.ToText(rows)})", "Delete entities"))
        {
            return;
        }

        var options = new RowWrite
        {
            Partition = Partition ?? partition,
            Namespace = Namespace,
            ConsistencyLevel = ConsistencyLevel,
        };
        var result = Await((call, token) => client.DeleteAsync(call, collection, options, null, filter, parameters, token), context);
        if (result.DeleteCount == 0)
        {
            HintAtKeys(client, context, collection, filter);
        }

        Done(result, GetConnection(item));
    }

    // A count has no namespace.
    private long? CountMatches(
        MilvusClient client,
        CallContext context,
        string collection,
        string? partition,
        string? filter,
        IReadOnlyDictionary<string, object?>? parameters) => Namespace is null && filter is not null
            ? Await(
                (call, token) => RowCounts.CountMatchesAsync(client, call, collection, partition, filter, parameters, token),
                context)
            : null;

    private void Done(MutationResult result, MilvusConnection connection)
    {
        if (PassThru)
        {
            WriteObject(Mark(result, connection));
        }
    }
}

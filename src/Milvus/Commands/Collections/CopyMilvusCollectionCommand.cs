using System.Management.Automation;
using Milvus.Client;
using Milvus.Commands.Schemas.Building;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>
/// Copies collections with schema, partitions, rows and indexes: under another name, into another database, or to another server.
/// </summary>
/// <remarks>
/// The rows are read while they are written, so the collection must be loaded, except with -SchemaOnly. The copy
/// is loaded if the original is. An existing collection with the new name is an error, and is not changed. If a step fails, or after
/// Ctrl-C, the objects created so far stay. The error lists them with their number of rows. Aliases and privileges are not copied. Rows
/// that are written during the copy may or may not be included.
/// </remarks>
/// <example><code>Copy-MilvusCollection words words_backup</code>Copies the collection in the same database.</example>
/// <example>
/// <code>Get-MilvusCollection -Connection $lab | Copy-MilvusCollection -TargetConnection $live</code>
/// Copies all collections to another server.
/// </example>
/// <example>
/// <code>Copy-MilvusCollection words -TargetDatabase archive -SchemaOnly</code>
/// Creates an empty collection with the same schema in another database.
/// </example>
[Cmdlet(VerbsCommon.Copy, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Collection))]
public sealed class CopyMilvusCollectionCommand : EachCollectionCommand
{
    /// <summary>The name of the copy; the same name when left out.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>The connection to copy to, or its name; the source connection when left out.</summary>
    [Parameter]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public MilvusConnection? TargetConnection { get; set; }

    /// <summary>The database to copy to; that of -TargetConnection, or the source database, when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DatabaseNameCompleter))]
    public string? TargetDatabase { get; set; }

    /// <summary>Copies no rows.</summary>
    [Parameter]
    public SwitchParameter SchemaOnly { get; set; }

    /// <summary>The maximum number of rows per request; fewer if they are large.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int BatchSize { get; set; } = 10_000;

    private protected override void Act(string name, Collection? item)
    {
        var source = GetConnection(item);
        var from = GetCall(item);
        var target = TargetConnection?.Resolve() ?? source;
        var to = from.ForDatabase(TargetDatabase ?? (TargetConnection is null ? from.Database : null));
        var place = $"{target.Label}/{to.Database ?? target.Database}";
        if (!ShouldProcess(
                $"{GetCollectionText(name, item)} on {GetPlace(item)} to {NewName ?? name} on {place}",
                SchemaOnly ? "Copy schema" : "Copy collection"))
        {
            return;
        }

        var display = new WaitDisplay($"Copying {name}");
        var made = Await((_, token) => CopyAsync((source.Client, from, name), (target.Client, to), display, token), from, display);
        WriteObject(Mark(made, target, to.Database ?? target.Database));
    }

    private async Task<Collection> CopyAsync(
        (MilvusClient Client, CallContext Call, string Name) source,
        (MilvusClient Client, CallContext Call) target,
        WaitDisplay display,
        CancellationToken token)
    {
        var blueprint = await BlueprintReader.ReadAsync(source.Client, source.Call, source.Name, token).ConfigureAwait(false);
        var original = blueprint.Collection;
        var state = await BestEffort
            .TryReadAsync<string>(
                source.Call,
                $"The load state of {original.Name}",
                async () => await source.Client.GetLoadStateAsync(source.Call, original.Name, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        var released = state is not (null or "Loaded");
        if (released && !SchemaOnly)
        {
            throw new MilvusException(
                MilvusErrorId.CollectionNotLoaded,
                $"The rows of {original.Name} can be read only if it is loaded: nothing was copied.")
            {
                RecommendedAction = $"Load it with Mount-MilvusCollection {original.Name}, or copy it without its rows with -SchemaOnly.",
            };
        }

        var copy = blueprint.Rename(NewName ?? original.Name);
        var building = new CollectionBuilding(target.Client, target.Call, copy, display);
        await building.RunAsync(async () =>
        {
            await building.CreateAsync(token).ConfigureAwait(false);
            if (!SchemaOnly)
            {
                await CopyRowsAsync(building, (source.Client, source.Call, original), target, copy, display, token).ConfigureAwait(false);
            }

            await building.AddIndexesAsync(token).ConfigureAwait(false);
            // If the state is unknown, rows that could be read prove that the collection is loaded.
            if (state == "Loaded" || (state is null && !SchemaOnly))
            {
                await building.LoadAsync(token).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        var made = await BestEffort.ReadBackAsync(
            target.Call,
            $"Collection {original.Name} is copied to {copy.Collection.Name}",
            copy.Collection,
            () => CollectionReader.ReadAsync(target.Client, target.Call, copy.Collection.Name, token)).ConfigureAwait(false);

        // The server's statistics do not include these rows yet.
        made.RowCount = building.Rows;
        return made;
    }

    private async Task CopyRowsAsync(
        CollectionBuilding building,
        (MilvusClient Client, CallContext Call, Collection Schema) source,
        (MilvusClient Client, CallContext Call) target,
        CollectionBlueprint copy,
        WaitDisplay display,
        CancellationToken token)
    {
        var schema = await target.Client.DescribeCollectionAsync(target.Call, copy.Collection.Name, token).ConfigureAwait(false);
        var rows = new RowCopy(source, (target.Client, target.Call, schema), display, BatchSize);
        try
        {
            await rows.RunAsync(copy.Partitions.Count > 0 ? ["_default", .. copy.Partitions] : [], token).ConfigureAwait(false);
        }
        finally
        {
            building.Rows = rows.Copied;
            building.Note($"{RowCounts.ToText(rows.Copied)} in it");
        }
    }
}

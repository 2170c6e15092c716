using System.Management.Automation;
using Milvus.Client;
using Milvus.Commands.Schemas.Building;
using Milvus.Completion;
using Milvus.Conversions;
using Milvus.Core.Calls;
using Milvus.Core.Schemas;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>
/// Rebuilds a collection with another schema, key, dimension or index: creates a new one, fills it, verifies it, and moves the aliases.
/// </summary>
/// <remarks>
/// <para>Readers and writers that use an alias do not notice the rebuild: each alias moves in one step, after the new collection has all
/// rows and is loaded. Rows that are written or deleted meanwhile are converted in further passes, until a pass finds no change. What
/// is written to the old collection in the moment of the switch is brought over afterwards; a row that already exists in the new collection
/// is not overwritten, and a warning lists its key.</para>
/// <para>-Transform gets each row as $_ and returns the new row, several rows, or nothing to leave the row out. Without it, fields that the
/// new schema does not have become dynamic keys, or are left out if the new schema has no dynamic field. It can run several times for a row
/// that changes.</para>
/// <para>The old collection stays, unless -RemoveSource is specified. If a step fails before the switch, the aliases still refer to the old
/// collection, and the new one stays as it is; -Force replaces it.</para>
/// </remarks>
/// <example>
/// <code>
/// $index = New-MilvusIndexParameter vector -IndexType FLAT -MetricType COSINE
/// Convert-MilvusCollection words words_v2 -IndexParameter $index
/// </code>
/// Rebuilds a collection with another index, and moves its aliases.
/// </example>
/// <example>
/// <code>
/// $id = New-MilvusField id Int64 -PrimaryKey
/// $schema = New-MilvusSchema -Field $id, (New-MilvusField vector FloatVector -Dimension 2) -EnableDynamicField
/// Convert-MilvusCollection words words_v3 -Schema $schema -Transform { $_.vector = $_.vector[0..1]; $_ }
/// </code>
/// Shortens the vectors.
/// </example>
/// <example>
/// <code>Convert-MilvusCollection words words_v4 -Alias search -Verify Full -WhatIf</code>
/// Shows a rebuild whose new collection gets the alias search.
/// </example>
[Cmdlet(VerbsData.Convert, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Convert-MilvusCollection.md")]
[OutputType(typeof(TransferResult))]
public sealed class ConvertMilvusCollectionCommand : EachCollectionCommand
{
    private const int MaxPasses = 20;

    /// <summary>The name of the new collection.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string NewName { get; set; } = string.Empty;

    /// <summary>The new schema, as New-MilvusSchema returns it; that of the old collection when left out.</summary>
    [Parameter]
    [ValidateNotNull]
    public Schema? Schema { get; set; }

    /// <summary>
    /// New indexes, as New-MilvusIndexParameter defines them. Fields of the same name and type keep their other indexes.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IndexParameter[] IndexParameter { get; set; } = [];

    /// <summary>A script block that makes new rows from the row in $_.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Transform { get; set; }

    /// <summary>The aliases to move, which are created if they do not exist; those of the old collection when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AliasNameCompleter))]
    public string[]? Alias { get; set; }

    /// <summary>Removes the old collection after the aliases were moved. It asks for confirmation.</summary>
    [Parameter]
    public SwitchParameter RemoveSource { get; set; }

    /// <summary>None, Count (the default), Key or Full.</summary>
    [Parameter]
    public TransferVerification Verify { get; set; } = TransferVerification.Count;

    /// <summary>The maximum number of rows per request.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int BatchSize { get; set; } = 5_000;

    /// <summary>Replaces an existing collection of the new name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool AsksAlwaysWhereHigh => RemoveSource || Force;

    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        var call = GetCall(item);
        var display = new WaitDisplay($"Rebuilding {name}");
        var old = Await((_, token) => BlueprintReader.ReadAsync(client, call, name, token), call);
        var aliases = Alias ?? [.. Await((_, token) => client.AliasesOfAsync(call, old.Collection, token), call)];
        var blueprint = new ConversionBlueprint(old, NewName, Schema, IndexParameter).Create();
        ClientSchemaChecks.Check(new Schema { Field = blueprint.Collection.Field, Function = blueprint.Collection.Function });
        var exists = Await((_, token) => client.HasCollectionAsync(call, NewName, token), call);
        if (exists && !Force)
        {
            throw new MilvusException(MilvusErrorId.AlreadyExists, $"The collection {NewName} exists already: nothing was changed.")
            {
                RecommendedAction = "Use another name, or -Force to replace it.",
            };
        }

        var what = $"Rebuild as {NewName}"
            + (aliases.Length > 0 ? $", move {string.Join(", ", aliases)}" : string.Empty)
            + (exists ? $", replacing the existing {NewName}" : string.Empty)
            + (RemoveSource ? $", remove {old.Collection.Name}" : string.Empty);
        var text = $"{GetCollectionText(name, item)} on {GetPlace(item)}";
        if (!(exists || RemoveSource ? ConfirmLoss(text, what) : ShouldProcess(text, what)))
        {
            return;
        }

        WriteObject(Rebuild(client, call, GetConnection(item), old, blueprint, aliases, exists, display));
    }

    private TransferResult Rebuild(
        MilvusClient client,
        CallContext call,
        MilvusConnection connection,
        CollectionBlueprint old,
        CollectionBlueprint blueprint,
        string[] aliases,
        bool exists,
        WaitDisplay display)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var source = old.Collection;
        var building = new CollectionBuilding(client, call, blueprint, display);
        Await((_, token) => building.RunAsync(() => CreateAsync(client, call, building, exists, token)), call, display);
        var target = Await((_, token) => client.DescribeCollectionAsync(call, NewName, token), call);
        var transform = new RowTransform(Transform, source, target, connection);
        var fill = new ConversionFill(client, call, source, target, transform, new Waiting(this, call, display), BatchSize);
        fill.Fill(target.Field.Concat(source.Field).Any(field => field.PartitionKey) ? [null] : ["_default", .. old.Partitions]);
        var check = new ConversionCheck(client, call, target, fill);
        for (var pass = 1; fill.CatchUp() > 0; pass++)
        {
            if (pass == MaxPasses)
            {
                throw new MilvusException(
                    MilvusErrorId.TransferMismatch,
                    $"The rows of {source.Name} change faster than they are converted, so the aliases were not moved. {NewName} stays.");
            }
        }

        Await((_, token) => check.RunAsync(Verify, token), call, display);

        // The verification takes time. The switch follows a pass without changes at once.
        while (fill.CatchUp() > 0)
        {
            Await((_, token) => check.RunAsync(Verify, token), call, display);
        }

        Await((_, token) => SwitchAsync(client, call, aliases, token), call);
        var left = fill.BringRest(fill.FindChanged());
        if (left.Count > 0)
        {
            WriteWarning($"Rows of {source.Name} were changed while the aliases moved. They may be older in {NewName}: "
                + $"{string.Join(", ", left.Take(20))}{(left.Count > 20 ? $" and {left.Count - 20} more" : string.Empty)}.");
        }

        if (RemoveSource && left.Count == 0)
        {
            Await((_, token) => client.DropCollectionAsync(call, source.Name, token), call);
        }

        var made = Await(
            (_, token) => BestEffort.ReadBackAsync(
                call, $"Collection {NewName} is built", target, () => CollectionReader.ReadAsync(client, call, NewName, token)),
            call);
        var place = $"{connection.Label}/{call.Database ?? connection.Database}";
        return Mark(
            new TransferResult
            {
                Source = $"{place}/{source.Name}",
                Target = $"{place}/{NewName}",
                RowsRead = fill.Read,
                RowsSent = fill.Acknowledged,
                RowsAcknowledged = fill.Acknowledged,
                RowsCounted = check.Counted,
                RowsCompared = check.Compared,
                Verified = Verify,
                Duration = clock.Elapsed,
                Collection = Mark(made, connection, call.Database),
            },
            connection,
            call.Database);
    }

    private async Task CreateAsync(MilvusClient client, CallContext call, CollectionBuilding building, bool exists, CancellationToken token)
    {
        if (exists)
        {
            await client.DropCollectionAsync(call, NewName, token).ConfigureAwait(false);
        }

        await building.CreateAsync(token).ConfigureAwait(false);
        await building.AddIndexesAsync(token).ConfigureAwait(false);
        await building.LoadAsync(token).ConfigureAwait(false);
    }

    private async Task SwitchAsync(MilvusClient client, CallContext call, string[] aliases, CancellationToken token)
    {
        foreach (var alias in aliases)
        {
            try
            {
                await client.AlterAliasAsync(call, alias, NewName, token).ConfigureAwait(false);
            }
            catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.AliasNotFound)
            {
                await client.CreateAliasAsync(call, alias, NewName, token).ConfigureAwait(false);
            }
        }
    }

    private sealed class Waiting(ConvertMilvusCollectionCommand cmdlet, CallContext call, WaitDisplay display) : ConversionWait
    {
        internal override T Run<T>(Func<CancellationToken, Task<T>> wanted) => cmdlet.Await((_, token) => wanted(token), call, display);

        internal override void Report(string status) => display.Report(new WaitProgress(null, status));
    }
}

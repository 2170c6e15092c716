using System.Globalization;
using System.Management.Automation;
using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Commands.Schemas.Building;
using Milvus.Completion;
using Milvus.Conversions;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Schemas;
using Milvus.Pipeline;
using Milvus.Transfers;
using Milvus.Transformations;
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
/// <para>-Transform gets each row as $_ and returns the new row, several rows, or nothing to leave the row out. Fields that the new schema
/// does not have become dynamic keys, or are left out if the new schema has no dynamic field. It can run several times for a row that
/// changes.</para>
/// <para>The old collection stays, unless -RemoveSource is specified. If a step fails before the switch, the aliases still refer to the old
/// collection. A ledger has the ranges that are converted: after an interruption, the same command continues. -Force begins again, and
/// replaces an existing collection of the new name.</para>
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
/// <code>
/// $id = New-MilvusField id Int64 -PrimaryKey
/// $text = New-MilvusField headword VarChar -MaxLength 100
/// $schema = New-MilvusSchema -Field $id, $text, (New-MilvusField vector FloatVector -Dimension 3)
/// Convert-MilvusCollection words words_v5 -Schema $schema -Transform { $_.headword = $_.lemma; $_ }
/// </code>
/// Renames a field: the new one gets the values of the old one, which the new schema does not have.
/// </example>
/// <example>
/// <code>Convert-MilvusCollection words words_v4 -Alias search -Verify Full -WhatIf</code>
/// Shows a rebuild whose new collection gets the alias search.
/// </example>
[Cmdlet(VerbsData.Convert, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Convert-MilvusCollection.md")]
[OutputType(typeof(TransferResult))]
public sealed partial class ConvertMilvusCollectionCommand : EachCollectionCommand
{
    /// <summary>The name of the new collection.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string NewName { get; set; } = string.Empty;

    /// <summary>The new schema, as New-MilvusSchema returns it; that of the old collection when left out.</summary>
    [Parameter]
    [ValidateNotNull]
    [DeserializedTransformation(IsDefinition = true)]
    public Schema? Schema { get; set; }

    /// <summary>
    /// New indexes, as New-MilvusIndexParameter defines them. Fields of the same name and type keep their other indexes. A vector field
    /// that is renamed needs one.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [DeserializedTransformation(IsDefinition = true)]
    public IndexParameter[] IndexParameter { get; set; } = [];

    /// <summary>
    /// A script block that makes new rows from the row in $_, which has a property for each field of both collections, as in
    /// { $_.size = $_.lemma.Length; $_ }. Add-Member -Force sets other keys of the dynamic field.
    /// </summary>
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

    /// <summary>The file of the ledger; NAME-to-NEWNAME.ledger when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LedgerPath { get; set; }

    /// <summary>Replaces an existing collection of the new name, and begins again if an unfinished conversion exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string? NameOfOneResult => nameof(NewName);

    private protected override bool AsksAlwaysWhereHigh => RemoveSource || Force;

    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        var call = GetCall(item);
        var connection = GetConnection(item);
        var old = Await((_, token) => BlueprintReader.ReadAsync(client, call, name, token), call);
        var definition = new ConversionBlueprint(old, NewName, Schema, IndexParameter);
        var blueprint = definition.Create();
        ClientSchemaChecks.Check(new Schema { Field = blueprint.Collection.Field, Function = blueprint.Collection.Function });
        client.CheckDefinition(blueprint.Collection);
        var path = LedgerPlace.Find(SessionState, LedgerPath, connection, $"{name}-to-{NewName}.ledger");
        var place = $"{connection.Place}/{call.Database ?? connection.Database}";
        var plan = CreatePlan($"{connection.Label}/{call.Database ?? connection.Database}", old, blueprint);
        var recorded = Force ? new LedgerContent() : LedgerFile.Peek(path, plan);
        var source = ResolvedCollection.From(client, call, old.Collection);
        var exists = Await((_, token) => source.FindTargetAsync(client, call, NewName, Force, token), call) is not null;
        var aliases = recorded.FindStep(Begun) is { } begun ? ReadAliases(begun) : Alias ?? ChooseAliases(client, call, old, exists);
        var moved = new MovedAliases(old.Collection, NewName, aliases, RemoveSource);
        Await((_, token) => moved.CheckAsync(client, call, token), call);
        if (exists && !Force && recorded.Plan is null)
        {
            throw UnfinishedTarget.CreateExistsError(
                $"The collection {NewName} exists already",
                "Use another name, or -Force to replace it.",
                UnfinishedTarget.Find(
                    LedgerPlace.FindFolder(SessionState, connection), connection.Label, call.Database ?? connection.Database, NewName));
        }

        var replaces = exists && Force;
        Await((_, token) => CopyPlanning.CheckLoadedAsync(client, call, old.Collection.Name, "rebuilt", token), call);
        if (definition.ExplainLostIndexes(client.CanLoad(blueprint)) is { } lost)
        {
            WriteWarning(lost);
        }

        var what = $"Rebuild as {NewName}"
            + moved.Description
            + (replaces ? $", replacing the existing {NewName}" : string.Empty)
            + (RemoveSource ? $", remove {old.Collection.Name}" : string.Empty)
            + LedgerPlace.Describe(path, Force);
        var text = $"{GetCollectionText(name, item)} on {GetPlace(item)}";
        WarnOfLeftFields(old.Collection, blueprint.Collection);
        WarnOfDefaults(old.Collection, blueprint.Collection);
        if (!(replaces || RemoveSource ? ConfirmLoss(text, what) : ShouldProcess(text, what)))
        {
            return;
        }

        var display = new WaitDisplay($"Rebuilding {name}");
        var there = new ConversionPlace(client, call, call.Database ?? connection.Database, path);
        WriteObject(RunTransfer(path, () =>
        {
            using var ledger = Await((_, token) => there.OpenLedgerAsync(plan, NewName, $"{place}/{NewName}", Force, token), call);
            var target = Await(
                async (_, token) =>
                {
                    // A discarded conversion can have given a collection its name back.
                    var isReplaced = Force && await client.HasCollectionAsync(call, NewName, token).ConfigureAwait(false);
                    return await ConversionTarget.OpenAsync(there, blueprint, ledger, isReplaced, display, token).ConfigureAwait(false);
                },
                call);
            return Rebuild(client, call, connection, old, target, aliases, ledger, display);
        }));
    }

    private TransferPlan CreatePlan(string place, CollectionBlueprint old, CollectionBlueprint blueprint) => new(
        "conversion",
        ("source", $"{place}/{old.Collection.Name}"),
        (ConversionPlace.TargetFact, $"{place}/{NewName}"),
        ("the id of the source", old.Collection.Id.ToString(CultureInfo.InvariantCulture)),
        ("the digest of the old schema", FieldsDigest.Compute(old.Collection)),
        ("the digest of the new schema", SchemaDigest.Compute(blueprint)),
        ("the digest of -Transform", Transform is null ? string.Empty : Sha256Text.Of(Transform.ToString())[..16]),
        ("-Alias", string.Join(", ", Alias ?? [])));

    // A script block says itself what becomes of the values.
    private void WarnOfLeftFields(Collection old, Collection made)
    {
        if (Transform is not null || made.EnableDynamicField)
        {
            return;
        }

        var left = old.Field
            .Where(field => !field.IsFunctionOutput && made.Field.All(one => one.Name != field.Name))
            .Select(field => field.Name)
            .Concat(old.EnableDynamicField ? ["the dynamic keys that are not fields of it"] : [])
            .ToList();
        if (left.Count > 0)
        {
            WriteWarning($"The new schema has no dynamic field, so these values of {old.Name} are left out: {string.Join(", ", left)}."
                + (RemoveSource ? $" -RemoveSource removes {old.Name}, which has them." : string.Empty));
        }
    }

    // Servers store the default value for null.
    private void WarnOfDefaults(Collection old, Collection made)
    {
        var filled = made.Field
            .Where(field => field.DefaultValue is not null
                && old.Field.Any(one => one.Name == field.Name && one is { Nullable: true, DefaultValue: null }))
            .Select(field => field.Name)
            .ToList();
        if (Transform is null && filled.Count > 0)
        {
            WriteWarning($"The new schema has default values for {string.Join(", ", filled)}. Rows of {old.Name} that have null there get "
                + "the default value.");
        }
    }

    // The aliases of a collection that is replaced move, too.
    private string[] ChooseAliases(MilvusClient client, CallContext call, CollectionBlueprint old, bool exists)
    {
        var own = Await((_, token) => client.AliasesOfAsync(call, old.Collection, token), call);
        return [.. exists && Force ? own.Union(Await((_, token) => AliasesOfNewAsync(client, call, token), call)) : own];
    }

    private static string[] ReadAliases(LedgerFacts begun) =>
        begun.GetText(AliasFact).Split(',', StringSplitOptions.RemoveEmptyEntries);
}

using System.Management.Automation;
using Milvus.Commands.Schemas.Building;
using Milvus.Core.Schemas;
using Milvus.Files;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Creates collections from a file that Export-MilvusSchema wrote: with their partitions and indexes, without rows.</summary>
/// <remarks>
/// An existing collection is an error, and is not changed. If a later step fails, the objects created so far stay, and the error lists
/// them. -TimeoutSec limits all steps together.
/// </remarks>
/// <example><code>Import-MilvusSchema ./words.schema.json</code>Creates the collections of the file under their names.</example>
/// <example>
/// <code>Import-MilvusSchema ./words.schema.json -NewName words2 -Load</code>
/// Creates it under another name, and loads it.
/// </example>
/// <example>
/// <code>Import-MilvusSchema ./all.schema.json -Name doc* -Database archive -NoIndex</code>
/// Creates some of the collections in another database, without their indexes.
/// </example>
[Cmdlet(VerbsData.Import, "MilvusSchema", DefaultParameterSetName = ByPath,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Import-MilvusSchema.md")]
[OutputType(typeof(Collection))]
public sealed class ImportMilvusSchemaCommand : ConnectedCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>The files, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files, without wildcards; this applies to piped files, too.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Only the collections of these names, with wildcards.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The name of the new collection, if the file has only one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>Creates no indexes.</summary>
    [Parameter]
    public SwitchParameter NoIndex { get; set; }

    /// <summary>Loads the collections.</summary>
    [Parameter]
    public SwitchParameter Load { get; set; }

    private protected override object? Target => Given;

    private string[] Given => ParameterSetName == ByLiteralPath ? LiteralPath : Path;

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var path in Given)
        {
            ForItem(path, () =>
            {
                foreach (var file in LocalPaths.ResolveToRead(this, path, ParameterSetName == ByLiteralPath))
                {
                    ForItem(file, () => Import(file));
                }
            });
        }
    }

    private void Import(string file)
    {
        var all = SchemaFile.Read(LocalFiles.Read(file), file);
        var meant = Name.SelectMany(name => SelectBlueprints(all, name, file)).Distinct().ToList();
        if (NewName is not null && meant.Count > 1)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"-NewName is for one collection, but {meant.Count} are selected: "
                    + $"{string.Join(", ", meant.Select(one => one.Collection.Name))}.");
        }

        foreach (var blueprint in meant)
        {
            ForItem(blueprint.Collection.Name, () => Make(NewName is null ? blueprint : blueprint.Rename(NewName)));
        }
    }

    private static List<CollectionBlueprint> SelectBlueprints(IReadOnlyList<CollectionBlueprint> all, string name, string file)
    {
        var found = NamePatterns.Match(all, name, blueprint => blueprint.Collection.Name).ToList();
        return found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name)
            ? found
            : throw new MilvusException(MilvusErrorId.CollectionNotFound, $"The file '{file}' has no collection {name}.");
    }

    private void Make(CollectionBlueprint blueprint)
    {
        var name = blueprint.Collection.Name;
        if (!ShouldProcess($"collection {name} on {GetPlace()}", "Create collection from its schema"))
        {
            return;
        }

        var (fields, functions) = (blueprint.Collection.Field, blueprint.Collection.Function);
        ClientSchemaChecks.Check(new Schema { Field = fields, Function = functions, ExternalSource = blueprint.Collection.ExternalSource });
        var display = new WaitDisplay($"Making {name}");
        var building = new CollectionBuilding(Client, Call, blueprint, display);
        Await((_, token) => building.RunAsync(() => BuildAsync(building, token)), Call, display);
        WriteObject(
            Mark(
                ReadBack(
                    $"Collection {name} is created",
                    blueprint.Collection,
                    (call, token) => CollectionReader.ReadAsync(Client, call, name, token))));
    }

    private async Task BuildAsync(CollectionBuilding building, CancellationToken token)
    {
        await building.CreateAsync(token).ConfigureAwait(false);
        if (!NoIndex)
        {
            await building.AddIndexesAsync(token).ConfigureAwait(false);
        }

        if (Load)
        {
            await building.LoadAsync(token).ConfigureAwait(false);
        }
    }
}

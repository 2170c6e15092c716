using System.Management.Automation;
using Milvus.Schemas;
using Milvus.Values;

namespace Milvus;

/// <summary>Writes the schemas of collections to a JSON file: fields, functions, settings, properties, partitions and indexes.</summary>
/// <remarks>
/// The file holds no rows and nothing that the server owns: no ids, times or counts. Import-MilvusSchema makes the collections again,
/// in another database or on another server.
/// </remarks>
/// <example><code>Export-MilvusSchema words ./words.schema.json</code>Writes the schema of one collection.</example>
/// <example><code>Get-MilvusCollection | Export-MilvusSchema -Path ./all.schema.json -Force</code>Writes those of all collections into one file, and replaces the file that is there.</example>
/// <example><code>Export-MilvusSchema words ./words.schema.json -Connection $lab; Import-MilvusSchema ./words.schema.json -Connection $live</code>Brings a collection without its rows to another server.</example>
[Cmdlet(VerbsData.Export, "MilvusSchema", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = ByName)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMilvusSchemaCommand : EachCollectionCommand
{
    private readonly List<CollectionBlueprint> blueprints = [];

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the file object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        if (blueprints.Count == 0 || !ShouldProcess(file, $"Export the schema of {string.Join(", ", blueprints.Select(blueprint => blueprint.Collection.Name))}"))
        {
            return;
        }

        InputFiles.Write(file, SchemaFile.Write(blueprints), Force);
        if (PassThru)
        {
            WriteObject(new FileInfo(file));
        }
    }

    private protected override void Act(string name, Collection? item)
    {
        var client = ClientOf(item);
        blueprints.Add(Await((call, token) => BlueprintReader.ReadAsync(client, call, name, token), CallOf(item)));
    }
}

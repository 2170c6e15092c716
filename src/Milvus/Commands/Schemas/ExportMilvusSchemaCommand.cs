using System.Management.Automation;
using Milvus.Commands.Schemas.Building;
using Milvus.Completion;
using Milvus.Core.Schemas;
using Milvus.Files;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Writes the schemas of collections to a JSON file: fields, functions, settings, properties, partitions and indexes.</summary>
/// <remarks>
/// The file has no rows, ids, times or counts. Import-MilvusSchema recreates the collections, in another database or on another server.
/// </remarks>
/// <example><code>Export-MilvusSchema words ./words.schema.json</code>Writes the schema of one collection.</example>
/// <example>
/// <code>Get-MilvusCollection | Export-MilvusSchema -Path ./all.schema.json -Force</code>
/// Writes the schemas of all collections into one file, and overwrites it.
/// </example>
/// <example>
/// <code>Export-MilvusSchema words ./words.schema.json -Connection $lab; Import-MilvusSchema ./words.schema.json -Connection $live</code>
/// Copies a collection without its rows to another server.
/// </example>
[Cmdlet(VerbsData.Export, "MilvusSchema", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Export-MilvusSchema.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportMilvusSchemaCommand : EachCollectionCommand
{
    private const string ByNameToLiteral = "ByNameToLiteral";
    private const string ByObjectToLiteral = "ByObjectToLiteral";

    private readonly List<CollectionBlueprint> _blueprints = [];
    private string _file = string.Empty;

    /// <inheritdoc cref="EachCollectionCommand.Name"/>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByNameToLiteral)]
    [Alias("Collection", "CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    [OnlyAName("a path", "Path", OnlyANameAttribute.SignsOfPaths)]
    public override string[] Name { get; set; } = [];

    /// <inheritdoc cref="EachCollectionCommand.InputObject"/>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObjectToLiteral)]
    [DeserializedTransformation]
    public override Collection[] InputObject { get; set; } = [];

    /// <summary>The file to write; wildcards may match one existing file.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByObject)]
    [SupportsWildcards]
    public string? Path { get; set; }

    /// <summary>The file to write, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByNameToLiteral)]
    [Parameter(Mandatory = true, ParameterSetName = ByObjectToLiteral)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Overwrites an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the file object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => InputObject.Length > 0 ? InputObject : Name;

    /// <inheritdoc/>
    protected override void Begin() => _file = LocalPaths.ResolveToWrite(this, Path, LiteralPath);

    /// <inheritdoc/>
    protected override void End()
    {
        if (_blueprints.Count == 0)
        {
            return;
        }

        LocalFiles.CheckTarget(_file, Force);
        var names = string.Join(", ", _blueprints.Select(blueprint => blueprint.Collection.Name));
        if (!ShouldProcess(_file, $"Export the schema of {names}{(File.Exists(_file) ? ", overwriting the file" : string.Empty)}"))
        {
            return;
        }

        LocalFiles.Write(_file, SchemaFile.Write(_blueprints), Force);
        if (PassThru)
        {
            WriteObject(LocalPaths.GetItem(this, _file), enumerateCollection: true);
        }
    }

    private protected override void Act(string name, Collection? item)
    {
        var client = GetClient(item);
        _blueprints.Add(Await((call, token) => BlueprintReader.ReadAsync(client, call, name, token), GetCall(item)));
    }
}

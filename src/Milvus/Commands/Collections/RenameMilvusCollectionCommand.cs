using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Renames a collection, or moves it to another database.</summary>
/// <remarks>An alias is refused: use the name of the collection.</remarks>
/// <example><code>Rename-MilvusCollection words words_old</code>Gives the collection another name.</example>
/// <example>
/// <code>Rename-MilvusCollection words words -TargetDatabase archive</code>
/// Moves it to another database, with its rows and indexes.
/// </example>
/// <example>
/// <code>Get-MilvusCollection words | Rename-MilvusCollection -NewName words_old -PassThru</code>
/// The same from the pipeline; shows the renamed collection.
/// </example>
[Cmdlet(VerbsCommon.Rename, "MilvusCollection", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Rename-MilvusCollection.md")]
[OutputType(typeof(Collection))]
public sealed class RenameMilvusCollectionCommand : ConnectedCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("Collection", "CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The new name: letters, digits and underscores.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string NewName { get; set; } = string.Empty;

    /// <summary>The database to move it to; the collection stays in its database when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DatabaseNameCompleter))]
    public string? TargetDatabase { get; set; }

    /// <summary>The collection as Get-MilvusCollection returns it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>Writes the collection under its new name.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => ParameterSetName == ByName ? Name : InputObject;

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, collection => Rename(collection.Name, collection));
        ForEachName(ParameterSetName == ByName ? [Name] : [], name => Rename(name, null));
    }

    private void Rename(string name, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        RefuseAlias(name, item, "renamed");
        var where = TargetDatabase is null ? string.Empty : $" in database {TargetDatabase}";
        if (!ShouldProcess($"collection {name} on {GetPlace(item)}", $"Rename to {NewName}{where}"))
        {
            return;
        }

        Await((call, token) => client.RenameCollectionAsync(call, name, NewName, TargetDatabase, token), context);
        if (PassThru)
        {
            var there = new CallContext
            {
                Database = TargetDatabase ?? context.Database,
                Deadline = context.Deadline,
                Timeout = context.Timeout,
            };
            var renamed = ReadBack(
                $"Collection {name} is renamed to {NewName}",
                new Collection { Name = NewName },
                (call, token) => CollectionReader.ReadAsync(client, call, NewName, token),
                there);
            WriteObject(Mark(renamed, GetConnection(item), there.Database));
        }
    }
}

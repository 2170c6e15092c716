using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Creates an alias: another name for a collection.</summary>
/// <example><code>New-MilvusAlias current words_2026</code>Creates the alias current for the collection words_2026.</example>
/// <example><code>Get-MilvusCollection words_2026 | New-MilvusAlias current</code>The same from the pipeline.</example>
/// <example><code>Search-MilvusEntity current $vector</code>Searches the collection of the alias. An alias can replace the name of a
/// collection.</example>
[Cmdlet(VerbsCommon.New, "MilvusAlias", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "New-MilvusAlias.md")]
[OutputType(typeof(Alias))]
public sealed class NewMilvusAliasCommand : ConnectedCommand
{
    /// <summary>The alias: letters, digits and underscores.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Alias")]
    public string Name { get; set; } = string.Empty;

    /// <summary>The collection of the alias.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The collection as Get-MilvusCollection returns it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, collection => Point(collection.Name, collection));
        ForEach(ParameterSetName == ByName ? [Name] : Array.Empty<string>(), _ => Point(Collection, null));
    }

    private void Point(string collection, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess($"alias {Name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", "Create alias"))
        {
            return;
        }

        Await((call, token) => client.CreateAliasAsync(call, Name, collection, token), context);
        Write(new Alias { Name = Name, Collection = collection }, item);
    }
}

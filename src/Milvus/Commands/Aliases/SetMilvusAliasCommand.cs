using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Points an alias to another collection, at once and without a gap.</summary>
/// <example><code>Set-MilvusAlias current words_2027</code>From now on current stands for words_2027.</example>
/// <example><code>Get-MilvusCollection words_2027 | Set-MilvusAlias current</code>The same from the pipeline.</example>
/// <example><code>Set-MilvusAlias current words_2027 -PassThru</code>Shows the alias afterwards.</example>
[Cmdlet(VerbsCommon.Set, "MilvusAlias", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = ByName)]
[OutputType(typeof(Alias))]
public sealed class SetMilvusAliasCommand : CollectionCommand
{
    /// <summary>The alias: letters, digits and underscores.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Alias")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AliasNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The collection it stands for.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The collection as Get-MilvusCollection gives it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>Writes the alias.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByName)
        {
            ForItem(Name, () => Point(Collection, null));
            return;
        }

        foreach (var collection in InputObject)
        {
            ForItem(collection, () => Point(collection.Name, collection));
        }
    }

    private void Point(string collection, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        if (!ShouldProcess($"alias {Name} of collection {collection} on {Place(item)}", "Point alias elsewhere"))
        {
            return;
        }

        Await((call, token) => client.AlterAliasAsync(call, Name, collection, token), context);
        if (PassThru)
        {
            WriteObject(Mark(new Alias { Name = Name, Collection = collection }, ConnectionOf(item), context.Database));
        }
    }
}

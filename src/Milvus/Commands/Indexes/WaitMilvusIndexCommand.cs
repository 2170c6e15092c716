using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Waits until an index covers all rows of its collection.</summary>
/// <example><code>Wait-MilvusIndex words vector</code>Waits for one index.</example>
/// <example><code>Get-MilvusIndex words | Wait-MilvusIndex -TimeoutSec 60</code>Waits for all indexes, at most a minute together.</example>
/// <example><code>New-MilvusIndex words vector -NoWait | Wait-MilvusIndex -PassThru</code>Builds an index, waits and shows it.</example>
[Cmdlet(VerbsLifecycle.Wait, "MilvusIndex", DefaultParameterSetName = ByName)]
[OutputType(typeof(Index))]
public sealed class WaitMilvusIndexCommand : CollectionCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The index; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IndexNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Indexes as Get-MilvusIndex gives them; each is waited for on the connection it came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Index[] InputObject { get; set; } = [];

    /// <summary>Writes the index when it is done.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByName)
        {
            foreach (var name in Name)
            {
                ForItem(name, () => WaitFor(Collection, Names.Literal(name, nameof(Name)), null));
            }

            return;
        }

        foreach (var index in InputObject)
        {
            ForItem(index, () => WaitFor(index.Collection, index.Name, index));
        }
    }

    private void WaitFor(string collection, string name, Index? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var display = new WaitDisplay($"Waiting for index {name} of {collection}");
        Await((call, token) => client.WaitForIndexAsync(call, collection, name, null, display, token), context, display);
        if (PassThru)
        {
            var indexes = Await((call, token) => client.ListIndexesAsync(call, collection, token), context);
            WriteObject(Mark(indexes.First(index => index.Name == name), ConnectionOf(item), context.Database));
        }
    }
}

using System.Management.Automation;
using Milvus.Values;

namespace Milvus;

/// <summary>Waits until a compaction is done; one whose plans failed is an error.</summary>
/// <example><code>Compress-MilvusCollection words | Wait-MilvusCompaction</code>Compacts a collection and waits.</example>
/// <example><code>Wait-MilvusCompaction 470664513820708276 -TimeoutSec 600</code>Waits for a compaction by its id, at most ten minutes.</example>
/// <example><code>Get-MilvusCollection | Compress-MilvusCollection | Wait-MilvusCompaction -PassThru</code>Compacts all collections of the database and shows what was done.</example>
[Cmdlet(VerbsLifecycle.Wait, "MilvusCompaction", DefaultParameterSetName = ById)]
[OutputType(typeof(Compaction))]
public sealed class WaitMilvusCompactionCommand : ConnectedCommand
{
    private const string ById = "ById";
    private const string ByObject = "ByObject";

    /// <summary>The id of the job.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string[] JobId { get; set; } = [];

    /// <summary>Compactions as Compress-MilvusCollection gives them; each is waited for on the connection it came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Compaction[] InputObject { get; set; } = [];

    /// <summary>Writes the compaction when it is done.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => ParameterSetName == ById ? JobId : InputObject;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ById)
        {
            foreach (var id in JobId)
            {
                ForItem(id, () => WaitFor(new Compaction { JobId = JobIds.Parse(id) }, null));
            }

            return;
        }

        foreach (var compaction in InputObject)
        {
            ForItem(compaction, () => WaitFor(compaction, compaction));
        }
    }

    private void WaitFor(Compaction compaction, Compaction? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var display = new WaitDisplay($"Compaction {compaction} {compaction.Collection}".TrimEnd());
        var done = Await((call, token) => client.WaitForCompactionAsync(call, compaction, display, token), context, display);
        if (PassThru)
        {
            WriteObject(Mark(done, ConnectionOf(item), context.Database));
        }
    }
}

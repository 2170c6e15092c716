using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Waits until an index covers all rows of its collection.</summary>
/// <remarks>
/// If rows are inserted meanwhile, the wait ends when as many rows are indexed as there were at its start. The server indexes the others
/// later.
/// </remarks>
/// <example><code>Wait-MilvusIndex words vector</code>Waits for one index.</example>
/// <example><code>Get-MilvusIndex words | Wait-MilvusIndex -TimeoutSec 60</code>Waits for all indexes, at most a minute together.</example>
/// <example><code>New-MilvusIndex words vector -NoWait | Wait-MilvusIndex -PassThru</code>Builds an index, waits and shows it.</example>
/// <parameter name="Name">The index; no wildcards.</parameter>
/// <parameter name="InputObject">Indexes as Get-MilvusIndex returns them; each is waited for on the connection it came from.</parameter>
/// <parameter name="PassThru">Writes the index when it is done.</parameter>
[Cmdlet(VerbsLifecycle.Wait, "MilvusIndex", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Wait-MilvusIndex.md")]
[OutputType(typeof(Index))]
public sealed class WaitMilvusIndexCommand : ChangeInCollectionCommand<Index>
{
    private protected override void Act(string collection, string name, Index? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var display = new WaitDisplay($"Waiting for index {name} of {collection}");
        var built = Await((call, token) => client.WaitForIndexAsync(call, collection, name, null, display, token), context, display);
        if (PassThru)
        {
            WriteObject(Mark(built.First(index => index.Name == name), GetConnection(item), context.Database));
        }
    }
}

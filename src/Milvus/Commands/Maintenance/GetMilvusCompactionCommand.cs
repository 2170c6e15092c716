using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Shows the progress of a compaction, or lists the compactions of a collection: running, completed and failed plans.</summary>
/// <remarks>
/// If the plans of a compaction failed, the server reports Completed, and this cmdlet reports Failed. Servers remove old compactions after
/// a while, and report every id without plans as Completed: an id that another session has started and that has no plans is the error
/// MilvusObjectNotFound. The output of Compress-MilvusCollection has no such doubt.
/// </remarks>
/// <example><code>Compress-MilvusCollection words | Get-MilvusCompaction</code>Starts a compaction and shows its state.</example>
/// <example><code>Get-MilvusCompaction 470664513820708276</code>Shows the state of a compaction by its id.</example>
/// <example><code>(Get-MilvusCompaction 470664513820708276 -Plan).Plan</code>Shows the merged segments and the resulting ones.</example>
/// <example>
/// <code>Get-MilvusCompaction -Collection words</code>
/// Lists the compactions of the collection, including those that the server started itself.
/// </example>
/// <example>
/// <code>(Get-MilvusCompaction -Collection words).Plan | Where-Object State -EQ Failed</code>
/// Shows the failed tasks with their reasons.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusCompaction", DefaultParameterSetName = ById, HelpUri = CmdletPages.Folder + "Get-MilvusCompaction.md")]
[OutputType(typeof(Compaction))]
public sealed class GetMilvusCompactionCommand : JobCommand<Compaction>
{
    private const string ByCollection = "ByCollection";

    /// <summary>
    /// The collections whose compactions are listed, with their plans. This needs Milvus 3.0 or the embedded engine.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCollection)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[] Collection { get; set; } = [];

    /// <summary>
    /// Includes the plans: the merged segments and the resulting ones. A list of compactions always has them.
    /// </summary>
    [Parameter]
    public SwitchParameter Plan { get; set; }

    private protected override object? Target => ParameterSetName == ByCollection ? Collection : base.Target;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName != ByCollection)
        {
            base.Process();
            return;
        }

        foreach (var collection in Collection)
        {
            ForItem(collection, () => List(NamePatterns.CheckLiteral(collection, nameof(Collection))));
        }
    }

    private void List(string collection)
    {
        foreach (var compaction in Await((call, token) => Client.ListCompactionsAsync(call, collection, token)))
        {
            WriteObject(Mark(compaction));
        }
    }

    private protected override void Act(string id, Compaction? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var jobId = JobIds.Parse(id);
        var state = Await((call, token) => client.GetCompactionAsync(call, jobId, Plan, isKnown: item is not null, token), context);
        state.Collection = item?.Collection ?? string.Empty;
        Write(state, item);
    }
}

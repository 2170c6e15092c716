using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Shows how far a compaction has come, or lists the compactions of a collection: plans that run, are done or failed.</summary>
/// <remarks>
/// The server calls a compaction completed whose plans failed. Here its state is Failed. Servers forget compactions that are over after a
/// while.
/// </remarks>
/// <example><code>Compress-MilvusCollection words | Get-MilvusCompaction</code>Starts a compaction and shows its state.</example>
/// <example><code>Get-MilvusCompaction 470664513820708276</code>Shows the state of a compaction by its id.</example>
/// <example><code>(Get-MilvusCompaction 470664513820708276 -Plan).Plan</code>Shows which segments become which.</example>
/// <example>
/// <code>Get-MilvusCompaction -Collection words</code>
/// Lists the compactions of the collection, those that the server started itself too.
/// </example>
/// <example>
/// <code>(Get-MilvusCompaction -Collection words).Plan | Where-Object State -EQ Failed</code>
/// Shows the tasks that failed, and why.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusCompaction", DefaultParameterSetName = ById)]
[OutputType(typeof(Compaction))]
public sealed class GetMilvusCompactionCommand : JobCommand<Compaction>
{
    private const string ByCollection = "ByCollection";

    /// <summary>
    /// The collections whose compactions are listed, with their plans. It needs the release of Milvus 3.0, or the embedded engine.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCollection)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[] Collection { get; set; } = [];

    /// <summary>
    /// Asks for the plans too: the segments that are merged, and what they become. A list of compactions has them anyway.
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
            ForItem(collection, () => List(Names.Literal(collection, nameof(Collection))));
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
        var client = ClientOf(item);
        var context = CallOf(item);
        var state = Await((call, token) => client.GetCompactionAsync(call, JobIds.Parse(id), Plan, token), context);
        state.Collection = item?.Collection ?? string.Empty;
        Write(state, item);
    }
}

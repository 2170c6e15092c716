using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Creates resource groups.</summary>
/// <remarks>
/// A group without node counts gets no nodes: set them with Set-MilvusResourceGroup, or move nodes with Move-MilvusNode. Servers before
/// Milvus 2.4.1 ignore the settings and refuse an existing group. Later ones refuse it only if the settings differ.
/// </remarks>
/// <example><code>New-MilvusResourceGroup team_a</code>Creates a group without nodes.</example>
/// <example>
/// <code>New-MilvusResourceGroup team_a -RequestNodeCount 2 -LimitNodeCount 4</code>
/// Creates a group that requests two nodes and takes at most four.
/// </example>
/// <example>
/// <code>New-MilvusResourceGroup team_a -RequestNodeCount 1 -TransferFrom spare -TransferTo spare -NodeFilter @{ disk = 'nvme' }</code>
/// The group shares nodes with the group spare, and takes only nodes with a label.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusResourceGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = CmdletPages.Folder + "New-MilvusResourceGroup.md")]
[OutputType(typeof(ResourceGroup))]
public sealed class NewMilvusResourceGroupCommand : NewCommand
{
    /// <summary>The number of nodes that the group requests; 0 when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, int.MaxValue)]
    public int? RequestNodeCount { get; set; }

    /// <summary>The maximum number of nodes; the number of requested nodes when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, int.MaxValue)]
    public int? LimitNodeCount { get; set; }

    /// <summary>The groups whose spare nodes it takes first.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ResourceGroupNameCompleter))]
    public string[]? TransferFrom { get; set; }

    /// <summary>The groups that take its spare nodes first.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ResourceGroupNameCompleter))]
    public string[]? TransferTo { get; set; }

    /// <summary>Labels that its nodes must have, for example @{ disk = 'nvme' }.</summary>
    [Parameter]
    public Hashtable? NodeFilter { get; set; }

    private protected override void Create(string name)
    {
        if (!ShouldProcess($"resource group {name} on {Connected.Place}", "Create resource group"))
        {
            return;
        }

        var settings = new ResourceGroupSettings
        {
            RequestNodeCount = RequestNodeCount,
            LimitNodeCount = LimitNodeCount,
            TransferFrom = TransferFrom,
            TransferTo = TransferTo,
            NodeFilter = ReadTable(nameof(NodeFilter)),
        };
        Await((call, token) => Client.CreateResourceGroupAsync(call, name, settings, token));
        var asked = new ResourceGroup { Name = name };
        var made = ReadBack(
            $"Resource group {name} is created",
            asked,
            (call, token) => Client.DescribeResourceGroupAsync(call, name, token));
        if (!settings.IsEmpty && made.RequestNodeCount is null && !ReferenceEquals(made, asked))
        {
            WriteWarning(
                $"{Connected.Address} created resource group {name} without its settings: this version of the server does not support them."
            );
        }

        WriteObject(Mark(made));
    }
}

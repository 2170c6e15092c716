using System.Globalization;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Core.Marshalling.Values;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Moves query nodes from one resource group to another. The server chooses the nodes.</summary>
/// <remarks>If groups have settings, the server distributes nodes by them: use Set-MilvusResourceGroup instead.</remarks>
/// <example><code>Move-MilvusNode __default_resource_group team_a</code>Moves one node to the group.</example>
/// <example><code>Move-MilvusNode team_a __default_resource_group -NodeCount 2</code>Moves two nodes back.</example>
/// <example><code>Move-MilvusNode __default_resource_group team_a -PassThru</code>Shows both groups afterwards.</example>
[Cmdlet(VerbsCommon.Move, "MilvusNode", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = CmdletPages.Folder + "Move-MilvusNode.md")]
[OutputType(typeof(ResourceGroup))]
public sealed class MoveMilvusNodeCommand : ConnectedCommand
{
    /// <summary>The resource group to take the nodes from.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ResourceGroupNameCompleter))]
    public string SourceResourceGroup { get; set; } = string.Empty;

    /// <summary>The target resource group.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(ResourceGroupNameCompleter))]
    public string TargetResourceGroup { get; set; } = string.Empty;

    /// <summary>The number of nodes; one when left out.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int NodeCount { get; set; } = 1;

    /// <summary>Writes both groups.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => SourceResourceGroup;

    /// <inheritdoc/>
    protected override void Process()
    {
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"{Counts.ToText(NodeCount, "node")} of resource group {SourceResourceGroup} on {Connected.Place}");
        if (!ShouldProcess(what, $"Move to resource group {TargetResourceGroup}"))
        {
            return;
        }

        Await((call, token) => Client.TransferNodeAsync(call, SourceResourceGroup, TargetResourceGroup, NodeCount, token));
        foreach (var name in PassThru ? [SourceResourceGroup, TargetResourceGroup] : Array.Empty<string>())
        {
            WriteObject(Mark(ReadBack(
                $"{Counts.ToText(NodeCount, "node is", "nodes are")} moved",
                new ResourceGroup { Name = name },
                (call, token) => Client.DescribeResourceGroupAsync(call, name, token))));
        }
    }
}

using System.Management.Automation;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Lists resource groups with their nodes, replicas and settings.</summary>
/// <example><code>Get-MilvusResourceGroup</code>Lists the resource groups of the server.</example>
/// <example><code>(Get-MilvusResourceGroup __default_resource_group).AvailableNodeCount</code>Returns the number of nodes that are in no
/// other group.</example>
/// <example><code>Get-MilvusResourceGroup team_* | Format-List</code>Shows all details of some groups.</example>
[Cmdlet(VerbsCommon.Get, "MilvusResourceGroup", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Get-MilvusResourceGroup.md")]
[OutputType(typeof(ResourceGroup))]
public sealed class GetMilvusResourceGroupCommand : GetCommand<ResourceGroup>
{
    private protected override IReadOnlyList<ResourceGroup> List(ResourceGroup? item) =>
        [.. Await(GetClient(item).ListResourceGroupsAsync, GetCall(item)).Select(name => new ResourceGroup { Name = name })];

    private protected override ResourceGroup Find(string name, ResourceGroup? item) =>
        Await((call, token) => GetClient(item).DescribeResourceGroupAsync(call, name, token), GetCall(item));

    // The list contains only names. Describing a group requires another privilege.
    private protected override async Task<ResourceGroup> CompleteAsync(
        MilvusClient client,
        CallContext call,
        ResourceGroup listed,
        CancellationToken token) =>
        await BestEffort.TryReadAsync<ResourceGroup>(
            call,
            $"Resource group {listed.Name}",
            async () => await client.DescribeResourceGroupAsync(call, listed.Name, token).ConfigureAwait(false)).ConfigureAwait(false)
        ?? listed;
}

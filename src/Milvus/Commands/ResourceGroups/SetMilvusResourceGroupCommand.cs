using System.Collections;
using System.Management.Automation;
using Milvus.Commands.ResourceGroups;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Changes the settings of resource groups. Other settings stay.</summary>
/// <remarks>
/// With -Setting, either all groups change or none, so that nodes can move between them. Servers before Milvus 2.4.1 have
/// no settings: move nodes with Move-MilvusNode.
/// </remarks>
/// <example>
/// <code>Set-MilvusResourceGroup team_a -RequestNodeCount 2 -LimitNodeCount 4</code>
/// The group requests two nodes and takes at most four.
/// </example>
/// <example>
/// <code>Get-MilvusResourceGroup team_* | Set-MilvusResourceGroup -TransferFrom spare -PassThru</code>
/// Several groups take their nodes from the group spare; shows them.
/// </example>
/// <example>
/// <code>Set-MilvusResourceGroup -Setting @{ team_a = @{ LimitNodeCount = 1 }; team_b = @{ RequestNodeCount = 3;
///     LimitNodeCount = 3 } }</code>
/// Changes two groups at once.
/// </example>
[Cmdlet(VerbsCommon.Set, "MilvusResourceGroup", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusResourceGroup.md")]
[OutputType(typeof(ResourceGroup))]
public sealed class SetMilvusResourceGroupCommand : ChangeCommand<ResourceGroup>
{
    private const string BySetting = "BySetting";

    /// <summary>The number of nodes that the group requests.</summary>
    [Parameter]
    [OnlyIn(ByName, ByObject)]
    [ValidateRange(0, int.MaxValue)]
    public int? RequestNodeCount { get; set; }

    /// <summary>The maximum number of nodes.</summary>
    [Parameter]
    [OnlyIn(ByName, ByObject)]
    [ValidateRange(0, int.MaxValue)]
    public int? LimitNodeCount { get; set; }

    /// <summary>The groups whose spare nodes it takes first; @() for none.</summary>
    [Parameter]
    [OnlyIn(ByName, ByObject)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ResourceGroupNameCompleter))]
    public string[]? TransferFrom { get; set; }

    /// <summary>The groups that take its spare nodes first; @() for none.</summary>
    [Parameter]
    [OnlyIn(ByName, ByObject)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ResourceGroupNameCompleter))]
    public string[]? TransferTo { get; set; }

    /// <summary>Labels that its nodes must have; @{} for none.</summary>
    [Parameter]
    [OnlyIn(ByName, ByObject)]
    public Hashtable? NodeFilter { get; set; }

    /// <summary>The settings of several groups: a table of names, each with a table of the parameters above.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BySetting)]
    [ValidateNotNullOrEmpty]
    public Hashtable Setting { get; set; } = [];

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (ParameterSetName != BySetting && ReadSettings().IsEmpty)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "Nothing to change was specified: use a number of nodes, -TransferFrom, -TransferTo or -NodeFilter.");
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName != BySetting)
        {
            base.Process();
            return;
        }

        var changes = ResourceGroupTable.Read(ReadTable(nameof(Setting))!);
        ForItem(Setting, () => Change(changes, null));
    }

    private protected override void Act(string name, ResourceGroup? item) =>
        Change(new Dictionary<string, ResourceGroupSettings> { [name] = ReadSettings() }, item);

    private ResourceGroupSettings ReadSettings() => new()
    {
        RequestNodeCount = RequestNodeCount,
        LimitNodeCount = LimitNodeCount,
        TransferFrom = TransferFrom,
        TransferTo = TransferTo,
        NodeFilter = ReadTable(nameof(NodeFilter)),
    };

    private void Change(IReadOnlyDictionary<string, ResourceGroupSettings> changes, ResourceGroup? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var names = changes.Keys.Order(StringComparer.Ordinal).ToList();
        if (!ShouldProcess($"resource group {string.Join(", ", names)} on {GetConnection(item).Place}", "Change settings"))
        {
            return;
        }

        Await((call, token) => client.UpdateResourceGroupsAsync(call, changes, token), context);
        foreach (var name in names)
        {
            Show(
                item,
                new ResourceGroup { Name = name },
                (call, token) => client.DescribeResourceGroupAsync(call, name, token),
                "Resource group");
        }
    }
}

using System.Management.Automation;
using Milvus.Completion;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Changes row policies. Other settings stay.</summary>
/// <remarks>A server replaces the whole policy, so the cmdlet reads it first. A concurrent change is overwritten.</remarks>
/// <example><code>Set-MilvusRowPolicy words own_tenant -Action Query, Search, HybridSearch</code>Applies a policy to more
/// actions.</example>
/// <example>
/// <code>Get-MilvusRowPolicy words | Set-MilvusRowPolicy -PolicyType Restrictive -WhatIf</code>
/// Shows which policies would be changed.
/// </example>
/// <example>
/// <code>Set-MilvusRowPolicy words own_tenant -Description 'rows of one tenant' -PassThru</code>
/// Sets a description and shows the policy.
/// </example>
[Cmdlet(VerbsCommon.Set, "MilvusRowPolicy", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusRowPolicy.md")]
[OutputType(typeof(RowPolicy))]
public sealed class SetMilvusRowPolicyCommand : ChangeInCollectionCommand<RowPolicy>
{
    /// <summary>The actions it applies to: Query, Search, Insert, Delete, Upsert, QueryIterator, SearchIterator, HybridSearch.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RowPolicyActionCompleter))]
    public string[]? Action { get; set; }

    /// <summary>The filter for readable rows; an empty text removes it.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [FilterText]
    public string? UsingFilter { get; set; }

    /// <summary>The filter that written rows must match; an empty text removes it.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [FilterText]
    public string? CheckFilter { get; set; }

    /// <summary>Permissive: at least one such policy must allow a row. Restrictive: every such policy must allow it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RowPolicyTypeCompleter))]
    public string? PolicyType { get; set; }

    /// <summary>Free text.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (Action is null && UsingFilter is null && CheckFilter is null && PolicyType is null && Description is null)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "Nothing to change was specified: use -Action, -UsingFilter, -CheckFilter, -PolicyType or -Description.");
        }
    }

    private protected override void Act(string collection, string name, RowPolicy? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var policy = Await((call, token) => RowPolicyReader.ReadAsync(client, call, collection, name, token), context);
        if (!ShouldProcess($"row policy {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", "Change row policy"))
        {
            return;
        }

        policy.Action = Action ?? policy.Action;
        policy.UsingFilter = UsingFilter ?? policy.UsingFilter;
        policy.CheckFilter = CheckFilter ?? policy.CheckFilter;
        policy.PolicyType = PolicyType ?? policy.PolicyType;
        policy.Description = Description ?? policy.Description;
        Await((call, token) => client.UpdateRowPolicyAsync(call, policy, token), context);
        if (PassThru)
        {
            var changed = ReadBack(
                $"Row policy {name} of {collection} is changed",
                policy,
                (call, token) => RowPolicyReader.ReadAsync(client, call, collection, name, token),
                context);
            Write(changed, item);
        }
    }
}

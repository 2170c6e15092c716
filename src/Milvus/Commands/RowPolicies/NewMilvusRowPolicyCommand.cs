using System.Management.Automation;
using Milvus.Completion;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Creates a row policy, which limits the rows of a collection that a user may read and write.</summary>
/// <remarks>
/// The filters can use the tags of the user or principal, which Set-MilvusUserTag and Set-MilvusPrincipalTag set. The server must support
/// row policies. No released server does yet.
/// </remarks>
/// <example>
/// <code>New-MilvusRowPolicy words own_tenant -Action Query, Search -UsingFilter 'tenant == $user_tags["tenant"]'</code>
/// Users read only the rows of their own tenant.
/// </example>
/// <example>
/// <code>New-MilvusRowPolicy words own_writes -Action Insert, Upsert -CheckFilter 'tenant == $user_tags["tenant"]'</code>
/// Users write only the rows of their own tenant.
/// </example>
/// <example>
/// <code>New-MilvusRowPolicy words no_drafts -Action Query -UsingFilter 'draft == false' -PolicyType Restrictive -WhatIf</code>
/// Shows what would be created.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusRowPolicy", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = CmdletPages.Folder + "New-MilvusRowPolicy.md")]
[OutputType(typeof(RowPolicy))]
public sealed class NewMilvusRowPolicyCommand : ConnectedCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Name { get; set; } = string.Empty;

    /// <summary>The actions it applies to: Query, Search, Insert, Delete, Upsert, QueryIterator, SearchIterator, HybridSearch.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(RowPolicyActionCompleter))]
    public string[] Action { get; set; } = [];

    /// <summary>The filter for readable rows.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    [FilterText]
    public string? UsingFilter { get; set; }

    /// <summary>The filter that written rows must match.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
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

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (UsingFilter is null && CheckFilter is null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "A policy needs a filter: use -UsingFilter, -CheckFilter, or both.");
        }

        if (!ShouldProcess($"row policy {Name} of {GetCollectionText(Collection, null)} on {GetPlace()}", "Create row policy"))
        {
            return;
        }

        var policy = new RowPolicy
        {
            Name = Name,
            Collection = Collection,
            Action = Action,
            UsingFilter = UsingFilter ?? string.Empty,
            CheckFilter = CheckFilter ?? string.Empty,
            PolicyType = PolicyType ?? string.Empty,
            Description = Description ?? string.Empty,
        };
        Await((call, token) => Client.CreateRowPolicyAsync(call, policy, token));
        var made = ReadBack(
            $"Row policy {Name} of {Collection} is created",
            policy,
            (call, token) => RowPolicyReader.ReadAsync(Client, call, Collection, Name, token));
        WriteObject(Mark(made));
    }
}

using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Sets and removes tags of principals of a collection.</summary>
/// <example>
/// <code>Set-MilvusPrincipalTag words alice -Tag @{ tenant = 'acme' }</code>
/// Sets a tag, and creates the principal if it does not exist.
/// </example>
/// <example><code>Set-MilvusPrincipalTag words alice -RemoveTag tenant -PassThru</code>Removes a tag and shows the others.</example>
/// <example>
/// <code>Get-MilvusPrincipalTag words | Set-MilvusPrincipalTag -Tag @{ level = 1 } -WhatIf</code>
/// Shows whose tags would be changed.
/// </example>
/// <parameter name="InputObject">Tags of principals as Get-MilvusPrincipalTag returns them; the connection each came from is
/// used.</parameter>
/// <parameter name="PassThru">Returns the resulting tags of the principal.</parameter>
[Cmdlet(VerbsCommon.Set, "MilvusPrincipalTag", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusPrincipalTag.md")]
[OutputType(typeof(PrincipalTag))]
public sealed class SetMilvusPrincipalTagCommand : TagCommand<PrincipalTag>
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The principal, or several; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(PrincipalNameCompleter))]
    public string[] Principal { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, item => Change(item.Collection, item.Principal, item));
        ForEachName(Principal, principal => Change(Collection, principal, null), nameof(Principal));
    }

    private void Change(string collection, string principal, PrincipalTag? item)
    {
        var client = GetClient(item);
        var changed = Change(
            $"tags of principal {principal} of {GetCollectionText(collection, item)} on {GetPlace(item)}",
            item,
            (call, tags, token) => client.SetPrincipalTagsAsync(call, collection, principal, tags, token),
            (call, tags, token) => client.DeletePrincipalTagsAsync(call, collection, principal, tags, token));
        if (changed && PassThru)
        {
            var tags = ReadBack(
                $"The tags of {principal} are changed",
                new PrincipalTag { Collection = collection, Principal = principal },
                (call, token) => client.GetPrincipalTagsAsync(call, collection, principal, token),
                GetCall(item));
            Write(tags, item);
        }
    }
}

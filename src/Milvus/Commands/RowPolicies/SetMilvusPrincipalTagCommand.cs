using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Sets and removes tags of principals of a collection.</summary>
/// <example>
/// <code>Set-MilvusPrincipalTag words alice -Tag @{ tenant = 'acme' }</code>
/// Sets a tag; who is no principal yet becomes one.
/// </example>
/// <example><code>Set-MilvusPrincipalTag words alice -RemoveTag tenant -PassThru</code>Removes a tag and shows the others.</example>
/// <example>
/// <code>Get-MilvusPrincipalTag words | Set-MilvusPrincipalTag -Tag @{ level = 1 } -WhatIf</code>
/// Shows whose tags would be changed.
/// </example>
[Cmdlet(
    VerbsCommon.Set,
    "MilvusPrincipalTag",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    DefaultParameterSetName = ByName
)]
[OutputType(typeof(PrincipalTag))]
public sealed class SetMilvusPrincipalTagCommand : CollectionCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The principal, or several; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PrincipalNameCompleter))]
    public string[] Principal { get; set; } = [];

    /// <summary>Tags of principals as Get-MilvusPrincipalTag gives them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public PrincipalTag[] InputObject { get; set; } = [];

    /// <summary>Tags to set, with their values.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Hashtable? Tag { get; set; }

    /// <summary>Tags to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveTag { get; set; }

    /// <summary>Writes the tags that the principal then has.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => TagChange.Check(Tag, RemoveTag);

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByObject)
        {
            foreach (var item in InputObject)
            {
                ForItem(item, () => Change(item.Collection, item.Principal, item));
            }

            return;
        }

        foreach (var principal in Principal)
        {
            ForItem(principal, () => Change(Collection, Names.Literal(principal, nameof(Principal)), null));
        }
    }

    private void Change(string collection, string principal, PrincipalTag? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        if (!ShouldProcess(
                $"tags of principal {principal} of {CollectionText(collection, item)} on {Place(item)}",
                PropertyChange.Describe(Table(nameof(Tag)), RemoveTag)))
        {
            return;
        }

        if (Tag is { Count: > 0 })
        {
            Await((call, token) => client.SetPrincipalTagsAsync(call, collection, principal, Texts(nameof(Tag)), token), context);
        }

        if (RemoveTag is { Length: > 0 })
        {
            Await((call, token) => client.DeletePrincipalTagsAsync(call, collection, principal, RemoveTag, token), context);
        }

        if (PassThru)
        {
            var tags = ReadBack(
                $"The tags of {principal} are changed",
                new PrincipalTag { Collection = collection, Principal = principal },
                (call, token) => client.GetPrincipalTagsAsync(call, collection, principal, token),
                context);
            WriteObject(Mark(tags, ConnectionOf(item), context.Database));
        }
    }
}

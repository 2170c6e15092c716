using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Removes aliases; their collections stay.</summary>
/// <example><code>Remove-MilvusAlias current</code>Removes the alias.</example>
/// <example>
/// <code>Get-MilvusAlias -Collection words_2025 | Remove-MilvusAlias -WhatIf</code>
/// Shows which aliases of a collection would be removed.
/// </example>
/// <example><code>Remove-MilvusAlias current, latest</code>Removes two.</example>
[Cmdlet(VerbsCommon.Remove, "MilvusAlias", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Remove-MilvusAlias.md")]
public sealed class RemoveMilvusAliasCommand : NamedCommand<Alias>
{
    private protected override void Act(string name, Alias? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);

        // Servers report success for a missing alias, but a mistyped name should be noticed.
        var there = TryRead<Alias>(
            $"The collection of alias {name}",
            async (call, token) => await client.DescribeAliasAsync(call, name, token).ConfigureAwait(false),
            context);
        var of = there is null ? string.Empty : $" of collection {there.Collection}";
        if (ShouldProcess($"alias {name}{of} on {GetPlace(item)}", "Remove alias"))
        {
            Await((call, token) => client.DropAliasAsync(call, name, token), context);
        }
    }
}

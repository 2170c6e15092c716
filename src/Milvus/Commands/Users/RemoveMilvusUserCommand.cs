using System.Management.Automation;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Drops users. Their roles stay; root cannot be dropped.</summary>
/// <example><code>Remove-MilvusUser alice</code>Asks, then drops the user.</example>
/// <example><code>Get-MilvusUser guest_* | Remove-MilvusUser -WhatIf</code>Shows which users would be dropped.</example>
/// <example><code>Remove-MilvusUser alice, bob -Confirm:$false</code>Drops two without confirmation.</example>
[Cmdlet(VerbsCommon.Remove, "MilvusUser", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Remove-MilvusUser.md")]
public sealed class RemoveMilvusUserCommand : NamedCommand<User>
{
    private protected override void Act(string name, User? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        // A server reports success for a missing user.
        TryRead<User>(
            $"User {name}",
            async (call, token) => UserReader.FindOnly(await client.GetUsersAsync(call, name, token).ConfigureAwait(false), name),
            context);
        if (ShouldProcess($"user {name} on {GetConnection(item).Place}", "Drop user"))
        {
            Await((call, token) => client.DropUserAsync(call, name, token), context);
        }
    }
}

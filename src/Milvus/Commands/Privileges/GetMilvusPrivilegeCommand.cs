using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Lists the privileges that are granted to roles.</summary>
/// <remarks>
/// Grants belong to a database. -Database lists those of another database, and -Database * those that apply to all databases.
/// </remarks>
/// <example><code>Get-MilvusPrivilege reader</code>Lists the privileges of a role in the database of the connection.</example>
/// <example><code>Get-MilvusRole | Get-MilvusPrivilege -Database books</code>Lists the privileges of all roles in another
/// database.</example>
/// <example><code>Get-MilvusPrivilege reader | Revoke-MilvusPrivilege -WhatIf</code>Shows what would be revoked from a role.</example>
[Cmdlet(VerbsCommon.Get, "MilvusPrivilege", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusPrivilege.md")]
[OutputType(typeof(Privilege))]
public sealed class GetMilvusPrivilegeCommand : ConnectedCommand
{
    /// <summary>The role, or several; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(RoleNameCompleter))]
    public string[] Role { get; set; } = [];

    /// <summary>Roles as Get-MilvusRole returns them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Role[] InputObject { get; set; } = [];

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : Role;

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, role => Write(role.Name, role));
        ForEachName(Role, role => Write(role, null), nameof(Role));
    }

    private void Write(string role, Role? item)
    {
        var client = GetClient(item);
        var found = Await((call, token) => client.GetPrivilegesAsync(call, role, call.Database, token), GetCall(item));
        foreach (var privilege in found)
        {
            WriteObject(Mark(privilege, GetConnection(item), privilege.Database));
        }
    }
}

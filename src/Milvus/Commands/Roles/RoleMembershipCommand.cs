using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus.Commands.Roles;

/// <summary>A cmdlet that grants roles to users or revokes them. Repeating it is not an error.</summary>
public abstract class RoleMembershipCommand : ConnectedCommand
{
    private string? _role;

    /// <summary>The name, or several; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(RoleNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Objects as the Get- cmdlet of the same noun returns them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Role[] InputObject { get; set; } = [];

    /// <summary>The user, or several.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, ParameterSetName = ByObject)]
    [ArgumentCompleter(typeof(UserNameCompleter))]
    public string[] User { get; set; } = [];

    private protected abstract bool Gives { get; }

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : Name;

    // The item of the action is the user.
    private protected override object? FindTarget(MilvusException failure, object? target) =>
        failure.ErrorId == MilvusErrorId.RoleNotFound ? _role : base.FindTarget(failure, target);

    private protected override MilvusException Advise(MilvusException failure, object? target) =>
        AdviseOnOrder(base.Advise(failure, target), _role, User);

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, role => Change(role.Name, role));
        ForEachName(Name, role => Change(role, null));
    }

    private void Change(string name, Role? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        _role = name;
        foreach (var user in User)
        {
            if (ShouldProcess($"user {user} on {GetConnection(item).Place}", Gives ? $"Grant role {name}" : $"Revoke role {name}"))
            {
                ForItem(user, () => Await(
                    (call, token) => Gives
                        ? client.OperateUserRoleAsync(call, user, name, give: true, token)
                        : client.RevokeRoleAsync(call, user, name, token),
                    context));
            }
        }
    }
}

using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>A cmdlet that gives roles to users or takes them. Giving or taking twice is no error.</summary>
public abstract class RoleMembershipCommand : NamedCommand<Role>
{
    /// <summary>The user, or several.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, ParameterSetName = ByObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UserNameCompleter))]
    public string[] User { get; set; } = [];

    private protected abstract bool Gives { get; }

    private protected override void Act(string name, Role? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        foreach (var user in User)
        {
            if (ShouldProcess($"user {user} on {ConnectionOf(item).Label}", Gives ? $"Give role {name}" : $"Take role {name}"))
            {
                ForItem(user, () => Await((call, token) => client.OperateUserRoleAsync(call, user, name, Gives, token), context));
            }
        }
    }
}

using System.Management.Automation;
using Milvus.Access;
using Milvus.Client.Access;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus.Commands.Privileges;

/// <summary>A cmdlet that grants privileges to roles or revokes them. Repeating it is not an error.</summary>
public abstract class PrivilegeChangeCommand : ConnectedCommand
{
    /// <summary>The parameter set with the name of a privilege and the type of its object.</summary>
    private protected const string ByType = "ByType";

    private const string Any = "*";

    // A group and a user with several roles repeat a grant in the output of Get-MilvusAccess.
    private readonly HashSet<(object? Origin, string Role, string Name, string Type, string Object, string? Database)> _changed = [];

    private string? _role;

    /// <summary>The role, or several; no wildcards. With piped privileges, it replaces the role that they were granted to.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByType)]
    [Parameter(ParameterSetName = ByObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleNameCompleter))]
    public string[] Role { get; set; } = [];

    /// <summary>
    /// Search, Insert, CreateCollection … or a group: CollectionReadOnly, DatabaseAdmin, ClusterReadWrite …; * for all privileges of the
    /// object.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByType)]
    [ArgumentCompleter(typeof(PrivilegeNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>
    /// The collection; * for all, also when left out. With -Database *, the grant applies to all databases; privileges of the whole server
    /// require that.
    /// </summary>
    [Parameter(Position = 2)]
    [OnlyIn(ByName)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = Any;

    /// <summary>Collection, Global or User: the type of the object. Every version of Milvus supports this form.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByType)]
    [ArgumentCompleter(typeof(ObjectTypeCompleter))]
    public string ObjectType { get; set; } = string.Empty;

    /// <summary>The collection or user; * for all, also when left out.</summary>
    [Parameter]
    [OnlyIn(ByType)]
    [ValidateNotNullOrEmpty]
    public string ObjectName { get; set; } = Any;

    /// <summary>
    /// Privileges as Get-MilvusPrivilege or Get-MilvusAccess returns them, with their database and collection. A line of Get-MilvusAccess
    /// with a privilege group stands for the whole group.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Privilege[] InputObject { get; set; } = [];

    private protected override object? Target => ParameterSetName == ByObject ? InputObject : Name;

    // The item of the action is the privilege.
    private protected override object? FindTarget(MilvusException failure, object? target) =>
        failure.ErrorId == MilvusErrorId.RoleNotFound ? _role : base.FindTarget(failure, target);

    private protected override MilvusException Advise(MilvusException failure, object? target) =>
        AdviseOnOrder(base.Advise(failure, target), _role, Name);

    private protected abstract bool Grants { get; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByObject)
        {
            foreach (var item in InputObject)
            {
                foreach (var role in Role.Length > 0 ? Role : [item.Role])
                {
                    ForItem(item, () => ChangeListed(item, role));
                }
            }

            return;
        }

        foreach (var role in Role)
        {
            foreach (var name in Name)
            {
                ForItem(name, () => Act(NamePatterns.CheckLiteral(role, nameof(Role)), name));
            }
        }
    }

    private void Act(string role, string name)
    {
        if (ParameterSetName == ByType)
        {
            Change(new Privilege { Role = role, Name = name, ObjectType = ObjectType, ObjectName = ObjectName, Database = Database }, null);
        }
        else if (Confirm(role, name, $"collection {Collection}", GetPlace()))
        {
            Await((call, token) => Client.OperatePrivilegeV2Async(call, role, name, Collection, Grants, token));
        }
    }

    private void ChangeListed(Privilege item, string role)
    {
        if (AccessReview.IsOfAdministrators(item.Role, item.Name))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The role {item.Role} may do everything without a grant, so this cannot be granted or revoked.")
            {
                RecommendedAction = $"Grant-MilvusRole {item.Role} gives the role to a user; Revoke-MilvusRole {item.Role} takes it away.",
            };
        }

        var privilege = Copy(item, role);
        var type = GrantConversion.TypeOf(privilege.Name) is null && privilege.Name != Any ? string.Empty : privilege.ObjectType;
        if (_changed.Add((item.Origin, role, privilege.Name, type, privilege.ObjectName, privilege.Database)))
        {
            Change(privilege, item);
        }
    }

    private void Change(Privilege privilege, Privilege? item)
    {
        var client = GetClient(item);
        if (Confirm(privilege.Role, privilege.Name, $"{privilege.ObjectType} {privilege.ObjectName}", GetPlace(item)))
        {
            Await(
                (call, token) => item is null
                    ? client.OperatePrivilegeAsync(call, privilege, Grants, token)
                    : client.OperateListedAsync(call, privilege, Grants, token),
                GetCall(item));
        }
    }

    private bool Confirm(string role, string name, string what, string place)
    {
        _role = role;
        return ShouldProcess($"{what} on {place}", Grants ? $"Grant {name} to role {role}" : $"Revoke {name} from role {role}");
    }

    private Privilege Copy(Privilege item, string role) => new()
    {
        Role = role,
        Name = item.Name,
        ObjectType = item.ObjectType,
        ObjectName = item.ObjectName,
        Database = Database ?? item.Database,
    };
}

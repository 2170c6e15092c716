using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Tests.Differential;

/// <summary>
/// Users, roles and grants on one server. The effect of a grant is not tested, because it takes up to half a minute on a real server.
/// </summary>
internal sealed class AccessScript(ServiceBackend backend)
{
    private readonly string _user = $"u{Guid.NewGuid():N}"[..12];
    private readonly string _role = $"r{Guid.NewGuid():N}"[..12];
    private readonly Dictionary<string, string> _transcript = new(StringComparer.Ordinal);

    private MilvusService.MilvusServiceClient Stub => backend.Stub;

    public Dictionary<string, string> Run()
    {
        try
        {
            Users();
            Roles();
            Grants();
            Refusals();
            Drops();
        }
        finally
        {
            Stub.DeleteCredential(new DeleteCredentialRequest { Username = _user }, backend.Options);
            foreach (var grant in GrantsOf(_role).Entities)
            {
                Stub.OperatePrivilege(new OperatePrivilegeRequest { Entity = grant, Type = OperatePrivilegeType.Revoke }, backend.Options);
            }

            Stub.DropRole(new DropRoleRequest { RoleName = _role }, backend.Options);
        }

        return _transcript;
    }

    private void Users()
    {
        foreach (
            var (step, name, password) in new[]
            {
                ("no name", "", "secret1"),
                ("a name that begins with a digit", "1abc", "secret1"),
                ("a name with a space", "a b", "secret1"),
                ("a name of 33 letters", new string('u', 33), "secret1"),
                ("a short password", _user, "short"),
                ("no password", _user, ""),
                ("a password of 257 bytes", _user, new string('p', 257)),
                ("a password of 73 bytes", _user, new string('p', 73)),
                ("root", "root", "secret1"),
                ("a user", _user, "secret1"),
                ("the user again", _user, "secret2"),
            })
        {
            Record(
                $"create {step}",
                () => Stub.CreateCredential(new CreateCredentialRequest { Username = name, Password = Encode(password) }, backend.Options));
        }

        Record(
            "create a user whose password is no base64",
            () => Stub.CreateCredential(new CreateCredentialRequest { Username = _user, Password = "no base64!" }, backend.Options));
        Record("list users", () => Stub.ListCredUsers(new ListCredUsersRequest(), backend.Options), users => Among(users.Usernames));
        Record("describe the user", () => Select(_user), Show);
        Record("describe a missing user", () => Select("nobody_here"), Show);
        Record("describe no user", () => Select(""), Show);
        Record(
            "describe all users",
            () => Stub.SelectUser(new SelectUserRequest(), backend.Options),
            users => Among(users.Results.Select(user => user.User.Name)));
        Password("with a wrong old password", _user, "wrong00", "secret2");
        Password("of a missing user", "nobody_here", "wrong00", "secret2");
        Password("to a short one", _user, "secret1", "s");
        Password("to the same", _user, "secret1", "secret1");
        Password("to another", _user, "secret1", "secret2");
        Record("call with the old password", () => Stub.GetVersion(new GetVersionRequest(), ServiceBackend.As(_user + ":secret1")));
        Record("call with the new password", () => Stub.GetVersion(new GetVersionRequest(), ServiceBackend.As(_user + ":secret2")));
        Record("call without credentials", () => Stub.GetVersion(new GetVersionRequest(), ServiceBackend.As(null)));
        Record("call with an API key", () => Stub.GetVersion(new GetVersionRequest(), ServiceBackend.As("key")));
        Record("call as a missing user", () => Stub.Connect(new ConnectRequest(), ServiceBackend.As("nobody_here:Milvus")));
    }

    private void Roles()
    {
        foreach (
            var (step, name) in new[]
            {
                ("no name", ""),
                ("a name that begins with a digit", "1a"),
                ("a name with a hyphen", "a-b"),
                ("a name of 256 letters", new string('r', 256)),
                ("a role", _role),
                ("the role again", _role),
                ("admin", "admin"),
                ("public", "public"),
            })
        {
            Record(
                $"create a role: {step}",
                () => Stub.CreateRole(new CreateRoleRequest { Entity = new RoleEntity { Name = name } }, backend.Options));
        }

        Record("create nothing as a role", () => Stub.CreateRole(new CreateRoleRequest(), backend.Options));
        Member("give the role", _user, _role, OperateUserRoleType.AddUserToRole);
        Member("give the role again", _user, _role, OperateUserRoleType.AddUserToRole);
        Member("give the role to nobody", "nobody_here", _role, OperateUserRoleType.AddUserToRole);
        Member("give a missing role", _user, "no_such_role", OperateUserRoleType.AddUserToRole);
        Member("give to a user without a name", "", _role, OperateUserRoleType.AddUserToRole);
        Member("give a role without a name", _user, "", OperateUserRoleType.AddUserToRole);
        Member("take a missing role", _user, "no_such_role", OperateUserRoleType.RemoveUserFromRole);
        Member("take the role from nobody", "nobody_here", _role, OperateUserRoleType.RemoveUserFromRole);
        Member("take a role that the user has not", _user, "admin", OperateUserRoleType.RemoveUserFromRole);
        Member("do something else with the role", _user, _role, (OperateUserRoleType)9);
        Record("describe the user with roles", () => Select(_user), Show);
        Record("describe the role", () => Role(_role), Show);
        Record("describe a missing role", () => Role("no_such_role"), Show);
        Record("describe a role without a name", () => Role(""), Show);
        Record(
            "list roles",
            () => Stub.SelectRole(new SelectRoleRequest(), backend.Options),
            roles => Among(roles.Results.Select(role => role.Role.Name)));
    }

    private void Grants()
    {
        foreach (
            var (step, role, type, name, privilege) in new[]
            {
                ("a privilege", _role, "Collection", "docs", "Search"),
                ("the privilege again", _role, "Collection", "docs", "Search"),
                ("a privilege of all collections", _role, "Collection", "*", "Insert"),
                ("all of a collection", _role, "Collection", "docs", "*"),
                ("a global privilege", _role, "Global", "*", "CreateCollection"),
                ("a privilege of users", _role, "User", "*", "SelectUser"),
                ("all", _role, "Global", "*", "All"),
                ("all of a collection by its name", _role, "Collection", "docs", "All"),
                ("a global privilege of a collection", _role, "Collection", "docs", "CreateCollection"),
                ("an unknown type", _role, "Nope", "*", "Search"),
                ("an unknown privilege", _role, "Collection", "docs", "Nope"),
                ("no object", _role, "Collection", "", "Search"),
                ("no type", _role, "", "docs", "Search"),
                ("no privilege", _role, "Collection", "docs", ""),
                ("no role", "", "Collection", "docs", "Search"),
                ("a missing role", "no_such_role", "Collection", "docs", "Search"),
            })
        {
            Record($"grant {step}", () => Grant(role, type, name, privilege, string.Empty, OperatePrivilegeType.Grant));
        }

        Record("grant in another database", () => Grant(_role, "Collection", "docs", "Query", "no_such_db", OperatePrivilegeType.Grant));
        Record("grant in all databases", () => Grant(_role, "Collection", "docs", "Delete", "*", OperatePrivilegeType.Grant));
        Record("list grants", () => GrantsOf(_role), Show);
        Record("list grants of a database", () => GrantsOf(_role, database: "no_such_db"), Show);
        Record("list grants about a collection", () => GrantsOf(_role, "Collection", "docs"), Show);
        Record("list grants about another collection", () => GrantsOf(_role, "Collection", "other"), Show);
        Record("list grants about no collection", () => GrantsOf(_role, "Collection"), Show);
        Record("list grants of an unknown type", () => GrantsOf(_role, "Nope", "docs"), Show);
        Record("list grants of a missing role", () => GrantsOf("no_such_role"), Show);
        Record("list grants of public", () => GrantsOf("public"), Show);
        Record("revoke a missing grant", () => Grant(_role, "Collection", "other", "Search", string.Empty, OperatePrivilegeType.Revoke));
        Record("drop the role with its grants", () => Stub.DropRole(new DropRoleRequest { RoleName = _role }, backend.Options));
        foreach (var grant in new[] { GrantsOf(_role), GrantsOf(_role, database: "no_such_db") }.SelectMany(grants => grants.Entities))
        {
            Stub.OperatePrivilege(new OperatePrivilegeRequest { Entity = grant, Type = OperatePrivilegeType.Revoke }, backend.Options);
        }

        Record("list grants after revoking them", () => GrantsOf(_role), Show);
    }

    private void Refusals()
    {
        var stranger = $"v{Guid.NewGuid():N}"[..12];
        Stub.CreateCredential(new CreateCredentialRequest { Username = stranger, Password = Encode("secret1") }, backend.Options);
        try
        {
            var options = ServiceBackend.As(stranger + ":secret1");
            Record(
                "refused: drop a collection",
                () => Stub.DropCollection(new DropCollectionRequest { CollectionName = "no_such_collection" }, options));
            Record(
                "refused: query",
                () => Stub.Query(new Protocol.QueryRequest { CollectionName = "no_such_collection", Expr = "id > 0" }, options));
            Record("refused: insert", () => Stub.Insert(new InsertRequest { CollectionName = "no_such_collection" }, options));
            Record("refused: create a database", () => Stub.CreateDatabase(new CreateDatabaseRequest { DbName = "no_such_db" }, options));
            Record("refused: list users", () => Stub.ListCredUsers(new ListCredUsersRequest(), options));
            Record(
                "refused: describe root",
                () => Stub.SelectUser(new SelectUserRequest { User = new UserEntity { Name = "root" } }, options));
            Record("refused: flush", () => Stub.Flush(new FlushRequest { CollectionNames = { "no_such_collection" } }, options));
            Record(
                "refused: give a role",
                () => Stub.OperateUserRole(new OperateUserRoleRequest { Username = stranger, RoleName = "admin" }, options));
            Record("refused: change root's password", () => Stub.UpdateCredential(Change("root", "Milvus", "secret3"), options));
            Record(
                "allowed: describe a collection",
                () => Stub.DescribeCollection(new DescribeCollectionRequest { CollectionName = "no_such_collection" }, options).Status);
            Record(
                "allowed: describe itself",
                () => Stub.SelectUser(new SelectUserRequest { User = new UserEntity { Name = stranger } }, options).Status);
            Record("allowed: change its own password", () => Stub.UpdateCredential(Change(stranger, "secret1", "secret2"), options));
            AwaitRefusal(options);
            Record("refused: the old password", () => Stub.GetVersion(new GetVersionRequest(), options));
        }
        finally
        {
            Stub.DeleteCredential(new DeleteCredentialRequest { Username = stranger }, backend.Options);
        }

        AwaitRefusal(ServiceBackend.As(stranger + ":secret2"));
        Record("refused: a dropped user", () => Stub.GetVersion(new GetVersionRequest(), ServiceBackend.As(stranger + ":secret2")));
    }

    // The parts of a server may cache a user for a short time.
    private void AwaitRefusal(CallOptions options)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            try
            {
                Stub.GetVersion(new GetVersionRequest(), options);
                Thread.Sleep(200);
            }
            catch (RpcException)
            {
                return;
            }
        }
    }

    private void Drops()
    {
        foreach (var (step, name) in new[] { ("root", "root"), ("a missing user", "nobody_here"), ("no user", "") })
        {
            Record($"drop {step}", () => Stub.DeleteCredential(new DeleteCredentialRequest { Username = name }, backend.Options));
        }

        foreach (
            var (step, name) in new[]
            {
                ("admin", "admin"),
                ("public", "public"),
                ("a missing role", "no_such_role"),
                ("no role", ""),
                ("the role that a user has", _role),
            })
        {
            Record($"drop {step} as a role", () => Stub.DropRole(new DropRoleRequest { RoleName = name }, backend.Options));
        }

        Record("describe the user whose role is gone", () => Select(_user), Show);
        Record("drop the user", () => Stub.DeleteCredential(new DeleteCredentialRequest { Username = _user }, backend.Options));
    }

    private void Password(string step, string user, string old, string password) =>
        Record($"change the password {step}", () => Stub.UpdateCredential(Change(user, old, password), backend.Options));

    private static UpdateCredentialRequest Change(string user, string old, string password) =>
        new() { Username = user, OldPassword = Encode(old), NewPassword = Encode(password) };

    private void Member(string step, string user, string role, OperateUserRoleType type) =>
        Record(
            step,
            () =>
                Stub.OperateUserRole(
                    new OperateUserRoleRequest
                    {
                        Username = user,
                        RoleName = role,
                        Type = type,
                    },
                    backend.Options));

    private SelectUserResponse Select(string name) =>
        Stub.SelectUser(new SelectUserRequest { User = new UserEntity { Name = name }, IncludeRoleInfo = true }, backend.Options);

    private SelectRoleResponse Role(string name) =>
        Stub.SelectRole(new SelectRoleRequest { Role = new RoleEntity { Name = name }, IncludeUserInfo = true }, backend.Options);

    private Status Grant(string role, string type, string name, string privilege, string database, OperatePrivilegeType operation) =>
        Stub.OperatePrivilege(
            new OperatePrivilegeRequest
            {
                Type = operation,
                Entity = new GrantEntity
                {
                    Role = new RoleEntity { Name = role },
                    Object = new ObjectEntity { Name = type },
                    ObjectName = name,
                    DbName = database,
                    Grantor = new GrantorEntity
                    {
                        User = new UserEntity { Name = "root" },
                        Privilege = new PrivilegeEntity { Name = privilege },
                    },
                },
            },
            backend.Options);

    private SelectGrantResponse GrantsOf(string role, string? type = null, string name = "", string database = "") => Stub.SelectGrant(
        new SelectGrantRequest
        {
            Entity = new GrantEntity
            {
                Role = new RoleEntity { Name = role },
                Object = type is null ? null : new ObjectEntity { Name = type },
                ObjectName = name,
                DbName = database,
            },
        },
        backend.Options);

    private static string Encode(string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes(password));

    /// <summary>Other users of a shared server change. Only those of this script and the built-in ones are compared.</summary>
    private string Among(IEnumerable<string> names) =>
        string.Join(
            ' ',
            names.Where(name => name == _user || name == _role || name is "root" or "admin" or "public").Order(StringComparer.Ordinal));

    private static string Show(SelectUserResponse users) =>
        string.Join(' ', users.Results.Select(user => $"{user.User.Name}({string.Join(',', user.Roles.Select(role => role.Name))})"));

    private static string Show(SelectRoleResponse roles) =>
        string.Join(' ', roles.Results.Select(role => $"{role.Role.Name}({string.Join(',', role.Users.Select(user => user.Name))})"));

    private static string Show(SelectGrantResponse grants) => string.Join(' ', grants.Entities
        .Select(grant => $"{grant.DbName}.{grant.Object.Name}.{grant.ObjectName}:{grant.Grantor.Privilege.Name}/{grant.Grantor.User.Name}")
        .Order(StringComparer.Ordinal));

    private void Record<T>(string step, Func<T> call, Func<T, string>? show = null)
        where T : IMessage
    {
        string outcome;
        try
        {
            var answer = call();
            var status = answer as Status ?? (Status)answer.Descriptor.FindFieldByName("status").Accessor.GetValue(answer);
            outcome =
                Verdicts.Failed(status) ? $"error {status.Code}: {status.Reason}"
                : show is null ? "done"
                : show(answer) is { Length: > 0 } shown ? shown
                : "nothing";
        }
        catch (RpcException refused)
        {
            outcome = $"{refused.StatusCode}: {refused.Status.Detail}";
        }

        outcome = outcome.Replace(_user, "<user>", StringComparison.Ordinal).Replace(_role, "<role>", StringComparison.Ordinal);
        outcome = Regex.Replace(outcome, @"\bv[0-9a-f]{11}\b", "<stranger>");
        // Milvus lists the types in varying order.
        _transcript.Add(
            step,
            Regex.Replace(
                outcome,
                @"(?<=object types: \[)[\w ]+",
                types => string.Join(' ', types.Value.Split(' ').Order(StringComparer.Ordinal))));
    }
}

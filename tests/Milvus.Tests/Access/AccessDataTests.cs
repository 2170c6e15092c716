using Milvus.Embedded.Errors;

namespace Milvus.Tests.Access;

using Grpc.Core;
using Microsoft.Data.Sqlite;
using Milvus.Embedded;
using Milvus.Protocol;
using static GuardedEngine;

/// <summary>The users in a database file, and when they are required.</summary>
public sealed class AccessDataTests
{
    [Fact]
    public void AccessData_file_asks_for_credentials_once_it_has_users_but_who_was_in_stays_in()
    {
        using var folder = new TemporaryFolder();
        using var engine = new GuardedEngine(folder.File("access.db"));
        var before = engine.Nobody();
        Assert.False(engine.IsProtected);
        Ok(before.CreateRole(new CreateRoleRequest { Entity = new RoleEntity { Name = "role" } }));
        Assert.False(engine.IsProtected);
        Ok(before.CreateCredential(new CreateCredentialRequest { Username = "user", Password = Encode(Password) }));
        Assert.True(engine.IsProtected);
        Assert.Equal(["root", "user"], before.ListCredUsers(new ListCredUsersRequest()).Usernames);
        Assert.Equal(
            StatusCode.Unauthenticated,
            Assert.Throws<RpcException>(() => engine.Nobody().ListCredUsers(new ListCredUsersRequest())).StatusCode);
        Assert.Equal(["root", "user"], engine.Root.ListCredUsers(new ListCredUsersRequest()).Usernames);
        Ok(before.DeleteCredential(new DeleteCredentialRequest { Username = "user" }));
        Assert.False(engine.IsProtected);
    }

    [Fact]
    public void AccessData_everything_is_there_after_reopening_and_no_password_in_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("access.db");
        RBACMeta before;
        using (var engine = new GuardedEngine(path))
        {
            engine.NewUser();
            Ok(engine.Grant("Collection", "docs", "Query"));
            Ok(engine.Root.CreatePrivilegeGroup(new CreatePrivilegeGroupRequest { GroupName = "writing" }));
            Ok(
                engine.Root.OperatePrivilegeGroup(
                    new OperatePrivilegeGroupRequest { GroupName = "writing", Privileges = { new PrivilegeEntity { Name = "Insert" } } }));
            Ok(engine.Root.AlterRole(new AlterRoleRequest { RoleName = "role", Description = "reads" }));
            before = engine.Root.BackupRBAC(new BackupRBACMetaRequest()).RBACMeta;
        }

        Assert.DoesNotContain(Password, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.Ordinal);
        using (var engine = new GuardedEngine(path))
        {
            Assert.Equal(before, engine.Root.BackupRBAC(new BackupRBACMetaRequest()).RBACMeta);
            Assert.True(Passes(() => engine.As("user").Query(new Protocol.QueryRequest { CollectionName = "docs", Expr = "id > 0" })));
        }
    }

    [Fact]
    public void AccessData_backup_goes_into_another_file_whole_or_not_at_all()
    {
        using var one = new GuardedEngine();
        one.NewUser();
        Ok(one.Grant("Collection", "docs", "Query"));
        Ok(one.Root.CreatePrivilegeGroup(new CreatePrivilegeGroupRequest { GroupName = "writing" }));
        var meta = one.Root.BackupRBAC(new BackupRBACMetaRequest()).RBACMeta;
        Assert.DoesNotContain(Password, meta.ToString(), StringComparison.Ordinal);
        using var other = new GuardedEngine();
        Ok(other.Root.RestoreRBAC(new RestoreRBACMetaRequest { RBACMeta = meta }));
        Assert.Equal(meta, other.Root.BackupRBAC(new BackupRBACMetaRequest()).RBACMeta);
        Assert.Equal(0, other.As("user").GetVersion(new GetVersionRequest()).Status.Code);

        var again = other.Root.RestoreRBAC(new RestoreRBACMetaRequest { RBACMeta = meta });
        Assert.Equal((65535, "role [role] already exists"), (again.Code, again.Reason));
        var foreign = new RBACMeta
        {
            Users =
            {
                new UserInfo { User = "guest", Password = "$2a$10$abc" },
            },
            Roles = { new RoleEntity { Name = "guests" } },
        };
        Assert.Contains(
            "guest",
            other.Root.RestoreRBAC(new RestoreRBACMetaRequest { RBACMeta = foreign }).Reason,
            StringComparison.Ordinal);
        Assert.Equal(meta, other.Root.BackupRBAC(new BackupRBACMetaRequest()).RBACMeta);
    }

    [Fact]
    public void AccessData_groups_and_grants_without_types_are_checked()
    {
        using var engine = new GuardedEngine();
        engine.NewUser();
        var root = engine.Root;
        Ok(root.CreatePrivilegeGroup(new CreatePrivilegeGroupRequest { GroupName = "mine" }));
        Assert.Equal(1100, root.CreatePrivilegeGroup(new CreatePrivilegeGroupRequest { GroupName = "mine" }).Code);
        Assert.Equal(1100, root.CreatePrivilegeGroup(new CreatePrivilegeGroupRequest { GroupName = "Search" }).Code);
        Assert.Equal(1100, root.CreatePrivilegeGroup(new CreatePrivilegeGroupRequest { GroupName = "a b" }).Code);
        Assert.Equal(
            ServerTexts.ThereIsNoPrivilegeGroupNameNope,
            Add("nope", "Insert").Reason);
        Assert.Equal(
            ServerTexts.ThereIsNoPrivilegeNameOrPrivilege,
            Add("mine", "Nope").Reason);
        Ok(Add("mine", "Insert", "Query"));
        Assert.Equal(ServerTexts.PrivilegesAreNotTheSamePrivilegeLevel, Add("mine", "CreateCollection").Reason);
        Ok(
            root.OperatePrivilegeGroup(
                new OperatePrivilegeGroupRequest
                {
                    GroupName = "mine",
                    Type = OperatePrivilegeGroupType.RemovePrivilegesFromGroup,
                    Privileges = { new PrivilegeEntity { Name = "Query" } },
                }));
        var groups = root.ListPrivilegeGroups(new ListPrivilegeGroupsRequest()).PrivilegeGroups;
        Assert.Equal(10, groups.Count);
        Assert.Equal(["Insert"], groups.Single(group => group.GroupName == "mine").Privileges.Select(privilege => privilege.Name));

        Assert.Equal(65535, engine.Grant("Collection", "docs", "mine").Code);
        Assert.Equal(1100, engine.GrantV2("ClusterAdmin", "default", "docs").Code);
        Assert.Equal(1100, engine.GrantV2("DatabaseAdmin", "default", "docs").Code);
        Assert.Equal(1100, engine.GrantV2("mine", "*", "docs").Code);
        Assert.Equal(ServerTexts.NotFoundThePrivilegeNameNope, engine.GrantV2("Nope", "*", "*").Reason);
        Ok(engine.GrantV2("mine", "default", "docs"));
        Assert.Equal(
            ServerTexts.PrivilegeGroupMineIsUsedByRole,
            root.DropPrivilegeGroup(new DropPrivilegeGroupRequest { GroupName = "mine" }).Reason);
        Ok(engine.GrantV2("mine", "default", "docs", OperatePrivilegeType.Revoke));
        Ok(root.DropPrivilegeGroup(new DropPrivilegeGroupRequest { GroupName = "mine" }));
        Assert.Equal(9, root.ListPrivilegeGroups(new ListPrivilegeGroupsRequest()).PrivilegeGroups.Count);

        Protocol.Status Add(string group, params string[] privileges)
        {
            var request = new OperatePrivilegeGroupRequest { GroupName = group };
            request.Privileges.AddRange(privileges.Select(name => new PrivilegeEntity { Name = name }));
            return root.OperatePrivilegeGroup(request);
        }
    }

    [Fact]
    public void AccessData_first_password_of_root_is_set_once()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("access.db");
        using var engine = EmbeddedEngine.Open(path);
        engine.Access.SetFirstRootPassword("secret1");
        engine.Access.SetFirstRootPassword("secret1");
        var other = Assert.Throws<EmbeddedDatabaseException>(() => engine.Access.SetFirstRootPassword("secret2"));
        Assert.Equal(EmbeddedDatabaseException.AuthenticationFailed, other.ErrorId);
        Assert.DoesNotContain("secret", other.Message, StringComparison.Ordinal);
        Assert.Contains(
            "6 <= value",
            Assert.Throws<EmbeddedDatabaseException>(() => engine.Access.SetFirstRootPassword("short")).Message,
            StringComparison.Ordinal);
        Assert.True(engine.Access.IsProtected);
        Assert.False(engine.Access.Fits("root", "Milvus"));
    }

    [Fact]
    public void AccessData_root_without_a_row_has_its_first_password_again()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("access.db");
        using (var engine = EmbeddedEngine.Open(path))
        {
            engine.Access.SetFirstRootPassword("forgotten");
        }

        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM users WHERE name = 'root'; UPDATE integrity SET rows = -1 WHERE name = 'users'";
            Assert.Equal(2, command.ExecuteNonQuery());
        }

        using (var reopened = EmbeddedEngine.Open(path))
        {
            Assert.True(reopened.Access.Fits("root", "Milvus"));
            reopened.Access.SetFirstRootPassword("another");
        }

        using var again = EmbeddedEngine.Open(path);
        Assert.True(again.Access.Fits("root", "another"));
        Assert.True(again.Store.Read(sql => sql.Number("SELECT rows FROM integrity WHERE name = 'users'")) == 1);
    }
}

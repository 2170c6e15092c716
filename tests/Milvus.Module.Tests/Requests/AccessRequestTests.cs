using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests about users, roles, privileges and groups of privileges, with every parameter used.</summary>
public sealed class AccessRequestTests : RequestFixture
{
    protected override void Prepare() => Do(
        """
        $null = New-MilvusUser alice -Password secret1
        $null = New-MilvusRole reader
        $null = New-MilvusPrivilegeGroup writing
        """);

    [Fact]
    public void New_MilvusUser_new_user() => Sends<CreateCredentialRequest>(
        "New-MilvusUser bob -Password secret1 -Description 'a friend'",
        """{ "username": "bob", "password": "c2VjcmV0MQ==", "description": "a friend" }""");

    [Fact]
    public void New_MilvusUser_from_a_credential() => Sends<CreateCredentialRequest>(
        """
        $word = [securestring]::new(); 'sécret'.ToCharArray() | ForEach-Object { $word.AppendChar($_) }
        New-MilvusUser -Credential ([pscredential]::new('bob', $word))
        """,
        """{ "username": "bob", "password": "c8OpY3JldA==" }""");

    [Fact]
    public void Set_MilvusUser_set_password() => Sends<UpdateCredentialRequest>(
        "Set-MilvusUser alice -OldPassword secret1 -Password secret2 -Description 'on leave'",
        """{ "username": "alice", "oldPassword": "c2VjcmV0MQ==", "newPassword": "c2VjcmV0Mg==", "description": "on leave" }""");

    [Fact]
    public void Set_MilvusUser_password_from_a_credential() => Sends<UpdateCredentialRequest>(
        """
        $word = [securestring]::new(); 'secret2'.ToCharArray() | ForEach-Object { $word.AppendChar($_) }
        Set-MilvusUser -Credential ([pscredential]::new('alice', $word)) -OldPassword secret1
        """,
        """{ "username": "alice", "oldPassword": "c2VjcmV0MQ==", "newPassword": "c2VjcmV0Mg==" }""");

    [Fact]
    public void Set_MilvusUser_set_description() =>
        Sends<UpdateCredentialRequest>(
            "Set-MilvusUser alice -Description 'on leave'",
            """{ "username": "alice", "description": "on leave" }"""
        );

    [Fact]
    public void Remove_MilvusUser_remove_user() =>
        Sends<DeleteCredentialRequest>("Remove-MilvusUser alice -Confirm:$false", """{ "username": "alice" }""");

    // pymilvus lists names with ListCredUsers; SelectUser also returns the roles.
    [Fact]
    public void AccessRequest_get_users() => Sends<SelectUserRequest>("Get-MilvusUser", """{ "includeRoleInfo": true }""");

    [Fact]
    public void AccessRequest_get_user() =>
        Sends<SelectUserRequest>("Get-MilvusUser alice", """{ "user": { "name": "alice" }, "includeRoleInfo": true }""");

    [Fact]
    public void New_MilvusRole_new_role() => Sends<CreateRoleRequest>(
        "New-MilvusRole writer -Description 'writes'", """{ "entity": { "name": "writer", "description": "writes" } }""");

    [Fact]
    public void Set_MilvusRole_set_role() =>
        Sends<AlterRoleRequest>("Set-MilvusRole reader -Description 'reads'", """{ "roleName": "reader", "description": "reads" }""");

    [Fact]
    public void Remove_MilvusRole_remove_role() =>
        Sends<DropRoleRequest>("Remove-MilvusRole reader -Force -Confirm:$false", """{ "roleName": "reader", "forceDrop": true }""");

    [Fact]
    public void AccessRequest_get_roles() => Sends<SelectRoleRequest>("Get-MilvusRole", """{ "includeUserInfo": true }""");

    [Fact]
    public void AccessRequest_get_role() =>
        Sends<SelectRoleRequest>("Get-MilvusRole reader", """{ "role": { "name": "reader" }, "includeUserInfo": true }""");

    [Fact]
    public void Grant_MilvusRole_grant_role() =>
        Sends<OperateUserRoleRequest>(
            "Grant-MilvusRole reader alice",
            """{ "username": "alice", "roleName": "reader", "type": "AddUserToRole" }"""
        );

    [Fact]
    public void AccessRequest_revoke_role() =>
        Sends<OperateUserRoleRequest>(
            "Get-MilvusRole reader | Revoke-MilvusRole -User alice",
            """{ "username": "alice", "roleName": "reader", "type": "RemoveUserFromRole" }"""
        );

    [Fact]
    public void AccessRequest_get_privileges() => Sends<SelectGrantRequest>(
        "Get-MilvusPrivilege reader -Database books", """{ "entity": { "role": { "name": "reader" }, "dbName": "books" } }""");

    [Fact]
    public void Grant_MilvusPrivilege_grant_privilege() => Sends<OperatePrivilegeV2Request>(
        "Grant-MilvusPrivilege reader CollectionReadOnly docs -Database books",
        """
        { "role": { "name": "reader" }, "grantor": { "privilege": { "name": "CollectionReadOnly" } }, "dbName": "books",
          "collectionName": "docs" }
        """);

    // "*" for all databases is a value of the request, but not a database in which a call can run.
    [Fact]
    public void Grant_MilvusPrivilege_in_all_databases()
    {
        Sends<OperatePrivilegeV2Request>(
            "Grant-MilvusPrivilege reader ClusterReadOnly -Database *",
            """
            { "role": { "name": "reader" }, "grantor": { "privilege": { "name": "ClusterReadOnly" } }, "dbName": "*",
              "collectionName": "*" }
            """);

        Assert.Equal(string.Empty, Assert.Single(Log.Requests).Headers.GetValue("dbname"));
    }

    [Fact]
    public void AccessRequest_grant_privilege_with_its_type() => Sends<OperatePrivilegeRequest>(
        "Grant-MilvusPrivilege reader Search -ObjectType Collection -ObjectName docs -Database books",
        """
        {
          "entity": {
            "role": { "name": "reader" }, "object": { "name": "Collection" }, "objectName": "docs", "dbName": "books",
            "grantor": { "privilege": { "name": "Search" } }
          }
        }
        """);

    [Fact]
    public void Revoke_MilvusPrivilege_revoke_privilege() => Sends<OperatePrivilegeV2Request>(
        "Revoke-MilvusPrivilege reader Search docs -Database books",
        """
        { "role": { "name": "reader" }, "grantor": { "privilege": { "name": "Search" } }, "type": "Revoke", "dbName": "books",
          "collectionName": "docs" }
        """);

    [Fact]
    public void AccessRequest_revoke_privileges_of_a_role()
    {
        Do("Grant-MilvusPrivilege reader Search docs -Database books; Grant-MilvusPrivilege reader CollectionAdmin docs -Database books");
        Log.Requests.Clear();

        Do("Get-MilvusPrivilege reader -Database books | Revoke-MilvusPrivilege; Get-MilvusPrivilege reader -Database books | "
            + "ForEach-Object { throw 'left' }");

        Assert.Equal("Search", Log.Only<OperatePrivilegeRequest>().Entity.Grantor.Privilege.Name);
        Assert.Equal("CollectionAdmin", Log.Only<OperatePrivilegeV2Request>().Grantor.Privilege.Name);
    }

    [Fact]
    public void New_MilvusPrivilegeGroup_privilege_group()
    {
        Sends<OperatePrivilegeGroupRequest>(
            "New-MilvusPrivilegeGroup reading -Privilege Query, Search",
            """{ "groupName": "reading", "privileges": [{ "name": "Query" }, { "name": "Search" }] }""");

        Assert.Equal("reading", Log.Only<CreatePrivilegeGroupRequest>().GroupName);
    }

    [Fact]
    public void Set_MilvusPrivilegeGroup_add_to_a_privilege_group() => Sends<OperatePrivilegeGroupRequest>(
        "Set-MilvusPrivilegeGroup writing -Add Insert", """{ "groupName": "writing", "privileges": [{ "name": "Insert" }] }""");

    [Fact]
    public void Set_MilvusPrivilegeGroup_remove_from_a_privilege_group() => Sends<OperatePrivilegeGroupRequest>(
        "Set-MilvusPrivilegeGroup writing -Remove Insert",
        """{ "groupName": "writing", "privileges": [{ "name": "Insert" }], "type": "RemovePrivilegesFromGroup" }""");

    [Fact]
    public void Remove_MilvusPrivilegeGroup_privilege_group() =>
        Sends<DropPrivilegeGroupRequest>("Remove-MilvusPrivilegeGroup writing -Confirm:$false", """{ "groupName": "writing" }""");

    [Fact]
    public void AccessRequest_get_privilege_groups() => Sends<ListPrivilegeGroupsRequest>("Get-MilvusPrivilegeGroup", "{}");

    [Fact]
    public void AccessRequest_backup_and_restore()
    {
        Do("$backup = Backup-MilvusRbac; Remove-MilvusUser alice -Confirm:$false; Remove-MilvusRole reader -Confirm:$false; "
            + "Remove-MilvusPrivilegeGroup writing -Confirm:$false; $backup | Restore-MilvusRbac -Confirm:$false");

        var meta = Log.Only<RestoreRBACMetaRequest>().RBACMeta;
        Assert.Equal(
            ("alice", "reader", "writing"),
            (meta.Users.Single().User, meta.Roles.Single().Name, meta.PrivilegeGroups.Single().GroupName));
        Assert.StartsWith("pbkdf2-sha256:", meta.Users.Single().Password, StringComparison.Ordinal);
    }

    [Fact]
    public void AccessRequest_restore_with_passwords_and_changes_of_existing_objects()
    {
        Do("$backup = Backup-MilvusRbac; Remove-MilvusUser alice -Confirm:$false; Grant-MilvusPrivilege reader Delete docs; "
            + "$backup | Restore-MilvusRbac -Password @{ alice = 'secret9' } -Force -Confirm:$false");

        var user = Log.Requests.Select(call => call.Request).OfType<CreateCredentialRequest>().Last();
        Assert.Equal(("alice", "c2VjcmV0OQ=="), (user.Username, user.Password));
        var revoked = Log.Requests.Select(call => call.Request).OfType<OperatePrivilegeRequest>()
            .Last(request => request.Type == OperatePrivilegeType.Revoke);
        Assert.Equal("Delete", revoked.Entity.Grantor.Privilege.Name);
    }

    // On a server without grants without a type, the request is repeated with the type of the privilege.
    [Fact]
    public void Grant_MilvusPrivilege_old_server_is_told_the_type()
    {
        Log.Failing["OperatePrivilegeV2"] = new Grpc.Core.Status(Grpc.Core.StatusCode.Unimplemented, "unknown method OperatePrivilegeV2");

        Sends<OperatePrivilegeRequest>(
            "Grant-MilvusPrivilege reader CreateCollection -Database books",
            """
            {
              "entity": {
                "role": { "name": "reader" }, "object": { "name": "Global" }, "objectName": "*", "dbName": "books",
                "grantor": { "privilege": { "name": "CreateCollection" } }
              }
            }
            """);
    }

    [Fact]
    public void AccessRequest_old_server_drops_a_role_after_its_grants()
    {
        Do("Grant-MilvusPrivilege reader Search docs");
        Log.Requests.Clear();
        Log.Answers["DropRole"] = request => new Status
        {
            Code = 65535,
            Reason = "fail to drop the role that it has privileges. Use REVOKE API to revoke privileges",
        };
        Log.Answers["OperatePrivilege"] = request =>
        {
            Log.Answers.TryRemove("DropRole", out _);
            return null;
        };

        Do("Remove-MilvusRole reader -Force -Confirm:$false");

        Assert.Equal(OperatePrivilegeType.Revoke, Log.Only<OperatePrivilegeRequest>().Type);
        Assert.Equal(2, Log.Names.Count(name => name == "DropRole"));
    }
}

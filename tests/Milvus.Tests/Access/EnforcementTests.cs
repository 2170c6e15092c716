namespace Milvus.Tests.Access;

using Google.Protobuf;
using Grpc.Core;
using Milvus.Embedded.Access;
using Milvus.Protocol;
using Milvus.Tests.Differential;
using static GuardedEngine;

/// <summary>Calls that a grant allows, and that are refused without one.</summary>
public sealed class EnforcementTests
{
    [Fact]
    public void Enforcement_privilege_of_a_collection_is_for_that_collection_and_database_only()
    {
        using var engine = new GuardedEngine();
        var user = engine.NewUser();
        Ok(engine.Root.CreateDatabase(new CreateDatabaseRequest { DbName = "other" }));
        Assert.False(Query(user, "docs"));
        Ok(engine.Grant("Collection", "docs", "Query"));
        Assert.True(Query(user, "docs"));
        Assert.False(Query(user, "more"));
        Assert.False(Query(engine.As("user", database: "other"), "docs"));
        Assert.False(Passes(() => user.Query(new Protocol.QueryRequest { CollectionName = "docs", DbName = "other" })));
        Assert.False(Passes(() => user.Insert(new InsertRequest { CollectionName = "docs" })));
        Ok(engine.Grant("Collection", "docs", "Query", type: OperatePrivilegeType.Revoke));
        Assert.False(Query(user, "docs"));
    }

    [Fact]
    public void Enforcement_star_stands_for_every_collection_privilege_or_database()
    {
        using var engine = new GuardedEngine();
        var user = engine.NewUser();
        Ok(engine.Root.CreateDatabase(new CreateDatabaseRequest { DbName = "other" }));
        Ok(engine.Grant("Collection", "*", "Query"));
        Assert.True(Query(user, "docs") && Query(user, "more"));
        Assert.False(Query(engine.As("user", database: "other"), "docs"));
        Ok(engine.Grant("Collection", "docs", "*", "*"));
        Assert.True(Passes(() => user.Insert(new InsertRequest { CollectionName = "docs" })));
        Assert.True(Query(engine.As("user", database: "other"), "docs"));
        Assert.False(Passes(() => user.Insert(new InsertRequest { CollectionName = "more" })));
        Assert.False(Passes(() => user.CreateCollection(new CreateCollectionRequest { CollectionName = "x" })));
    }

    [Fact]
    public void Enforcement_all_is_everything_in_the_database_and_admin_everything()
    {
        using var engine = new GuardedEngine();
        var user = engine.NewUser();
        Ok(engine.Root.CreateDatabase(new CreateDatabaseRequest { DbName = "other" }));
        Ok(engine.Grant("Global", "*", "All"));
        Assert.True(Query(user, "docs") && Passes(() => user.ListCredUsers(new ListCredUsersRequest())));
        Assert.False(Query(engine.As("user", database: "other"), "docs"));
        var admin = engine.NewUser("second", "second_role");
        Assert.False(Passes(() => admin.ListCredUsers(new ListCredUsersRequest())));
        Ok(engine.Root.OperateUserRole(new OperateUserRoleRequest { Username = "second", RoleName = "admin" }));
        Assert.True(Query(engine.As("second", database: "other"), "docs") && Passes(() => admin.ListCredUsers(new ListCredUsersRequest())));
    }

    [Fact]
    public void Enforcement_who_may_load_may_see_the_progress_and_who_may_flush_the_state()
    {
        using var engine = new GuardedEngine();
        var user = engine.NewUser();
        Assert.False(Passes(() => user.GetLoadState(new GetLoadStateRequest { CollectionName = "docs" })));
        Assert.False(Passes(() => user.Flush(new FlushRequest { CollectionNames = { "docs" } })));
        Ok(engine.Grant("Collection", "docs", "Load"));
        Ok(engine.Grant("Collection", "docs", "Flush"));
        Assert.True(Passes(() => user.GetLoadState(new GetLoadStateRequest { CollectionName = "docs" })));
        Assert.True(Passes(() => user.GetFlushState(new GetFlushStateRequest { CollectionName = "docs" })));
        Assert.True(Passes(() => user.Flush(new FlushRequest { CollectionNames = { "docs" } })));
        Assert.False(Passes(() => user.Flush(new FlushRequest { CollectionNames = { "docs", "more" } })));
    }

    [Fact]
    public void Enforcement_alias_is_its_collection()
    {
        using var engine = new GuardedEngine();
        var user = engine.NewUser();
        var schema = new CollectionSchema { Name = "docs", Fields = { Embedded.Schemas.Key(), Embedded.Schemas.Vector() } };
        Ok(engine.Root.CreateCollection(new CreateCollectionRequest { CollectionName = "docs", Schema = schema.ToByteString() }));
        Ok(engine.Root.CreateAlias(new CreateAliasRequest { CollectionName = "docs", Alias = "today" }));
        Ok(engine.Grant("Collection", "today", "Query"));
        Assert.False(Query(user, "today"));
        Ok(engine.Grant("Collection", "docs", "Query"));
        Assert.True(Query(user, "today"));
    }

    [Fact]
    public void Enforcement_groups_allow_what_is_in_them()
    {
        using var engine = new GuardedEngine();
        var user = engine.NewUser();
        Ok(engine.GrantV2("CollectionReadOnly", "default", "docs"));
        Assert.True(Query(user, "docs"));
        Assert.False(Query(user, "more"));
        Assert.False(Passes(() => user.Insert(new InsertRequest { CollectionName = "docs" })));
        Ok(engine.Root.CreatePrivilegeGroup(new CreatePrivilegeGroupRequest { GroupName = "writing" }));
        Ok(engine.GrantV2("writing", "default", "docs"));
        Assert.False(Passes(() => user.Insert(new InsertRequest { CollectionName = "docs" })));
        Ok(
            engine.Root.OperatePrivilegeGroup(
                new OperatePrivilegeGroupRequest { GroupName = "writing", Privileges = { new PrivilegeEntity { Name = "Insert" } } }));
        Assert.True(Passes(() => user.Insert(new InsertRequest { CollectionName = "docs" })));
        Ok(engine.GrantV2("ClusterReadOnly", "*", "*"));
        Assert.True(Passes(() => user.ListCredUsers(new ListCredUsersRequest())));
        Ok(engine.GrantV2("ClusterReadOnly", "*", "*", OperatePrivilegeType.Revoke));
        Assert.False(Passes(() => user.ListCredUsers(new ListCredUsersRequest())));
    }

    [Fact]
    public void Enforcement_lists_show_what_a_user_has_a_grant_about()
    {
        using var engine = new GuardedEngine();
        var user = engine.NewUser();
        Ok(engine.Root.CreateDatabase(new CreateDatabaseRequest { DbName = "other" }));
        foreach (var name in new[] { "docs", "more" })
        {
            var schema = new CollectionSchema { Name = name, Fields = { Embedded.Schemas.Key(), Embedded.Schemas.Vector() } };
            Ok(engine.Root.CreateCollection(new CreateCollectionRequest { CollectionName = name, Schema = schema.ToByteString() }));
        }

        Assert.Empty(user.ShowCollections(new ShowCollectionsRequest()).CollectionNames);
        Ok(engine.Grant("Collection", "docs", "Query"));
        var shown = user.ShowCollections(new ShowCollectionsRequest());
        Assert.Equal(["docs"], shown.CollectionNames);
        Assert.Single(shown.CollectionIds);
        Assert.Equal(["default"], user.ListDatabases(new ListDatabasesRequest()).DbNames);
        Assert.Equal(["docs", "more"], engine.Root.ShowCollections(new ShowCollectionsRequest()).CollectionNames);
        Assert.Equal(["default", "other"], engine.Root.ListDatabases(new ListDatabasesRequest()).DbNames);
    }

    [Fact]
    public void Enforcement_every_privilege_that_a_request_asks_for_can_be_granted_and_is_then_enough()
    {
        using var engine = new GuardedEngine();
        var user = engine.NewUser();
        var asking = MilvusService.Descriptor.Methods
            .Where(method => !method.IsServerStreaming && !method.IsClientStreaming)
            .Select(method => method.InputType.GetOptions()?.GetExtension(CommonExtensions.PrivilegeExtObj))
            .OfType<PrivilegeExt>()
            .ToList();
        Assert.True(asking.Count > 80, $"{asking.Count} requests ask for a privilege");
        Assert.All(asking, wanted => Ok(engine.Grant(wanted.ObjectType.ToString(), "*", PrivilegeNames.NameOf(wanted.ObjectPrivilege))));
        Assert.True(
            Query(user, "docs")
                && Passes(() => user.BackupRBAC(new BackupRBACMetaRequest()))
                && Passes(() => user.SelectUser(new SelectUserRequest())));
    }

    [Fact]
    public void Enforcement_role_that_is_dropped_by_force_takes_its_grants_along()
    {
        using var engine = new GuardedEngine();
        var user = engine.NewUser();
        Ok(engine.Grant("Collection", "docs", "Query"));
        Assert.Equal(65535, engine.Root.DropRole(new DropRoleRequest { RoleName = "role" }).Code);
        Ok(engine.Root.DropRole(new DropRoleRequest { RoleName = "role", ForceDrop = true }));
        Assert.False(Query(user, "docs"));
        Ok(engine.Root.CreateRole(new CreateRoleRequest { Entity = new RoleEntity { Name = "role" } }));
        Assert.Empty(
            engine
                .Root.SelectGrant(new SelectGrantRequest { Entity = new GrantEntity { Role = new RoleEntity { Name = "role" } } })
                .Entities);
    }

    [Fact]
    [Failure("N14")]
    public void Enforcement_password_that_was_changed_ends_at_once()
    {
        using var engine = new GuardedEngine();
        var user = engine.NewUser();
        user.GetVersion(new GetVersionRequest());
        Ok(
            user.UpdateCredential(
                new UpdateCredentialRequest
                {
                    Username = "user",
                    OldPassword = Encode(Password),
                    NewPassword = Encode("secret2"),
                }));
        Assert.Equal(StatusCode.Unauthenticated, Assert.Throws<RpcException>(() => user.GetVersion(new GetVersionRequest())).StatusCode);
        Assert.Equal(0, engine.As("user", "secret2").GetVersion(new GetVersionRequest()).Status.Code);
    }

    private static bool Query(MilvusService.MilvusServiceClient client, string collection) =>
        Passes(() => client.Query(new Protocol.QueryRequest { CollectionName = collection, Expr = "id > 0" }));

    [Fact]
    public void Enforcement_grants_of_all_databases_are_listed_under_a_star()
    {
        using var engine = new GuardedEngine();
        Verdicts.Require(engine.Root.CreateRole(new CreateRoleRequest { Entity = new RoleEntity { Name = "reader" } }));
        foreach (var database in new[] { "default", "other" })
        {
            Verdicts.Require(engine.Root.OperatePrivilege(new OperatePrivilegeRequest
            {
                Type = OperatePrivilegeType.Grant,
                Entity = new GrantEntity
                {
                    Role = new RoleEntity { Name = "reader" },
                    Object = new ObjectEntity { Name = "Collection" },
                    ObjectName = "docs",
                    DbName = database,
                    Grantor = new GrantorEntity { Privilege = new PrivilegeEntity { Name = "Search" } },
                },
            }));
        }

        Assert.Equal(["default", "other"], Databases("*"));
        Assert.Equal(["default"], Databases(""));
        Assert.Equal(["other"], Databases("other"));

        string[] Databases(string asked) =>
            [
                .. engine
                    .Root.SelectGrant(
                        new SelectGrantRequest
                        {
                            Entity = new GrantEntity
                            {
                                Role = new RoleEntity { Name = "reader" },
                                DbName = asked,
                            },
                        })
                    .Entities.Select(entity => entity.DbName),
            ];
    }
}

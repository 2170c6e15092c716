using System.Text;
using Milvus.Protocol;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Storage;

/// <summary>Fills the golden databases of users and of resource groups.</summary>
internal static class GoldenAccess
{
    /// <summary>The password of the user "reader".</summary>
    public const string Password = "golden1";

    public static void FillUsers(Engine engine)
    {
        engine.CreateLoaded("docs");
        var client = engine.Client;
        foreach (var name in (string[])["reader", "writer"])
        {
            Engine.Ok(
                client.CreateCredential(
                    new CreateCredentialRequest
                    {
                        Username = name,
                        Password = Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)),
                        Description = $"who is a {name}",
                    }));
            Engine.Ok(
                client.CreateRole(
                    new CreateRoleRequest
                    {
                        Entity = new RoleEntity { Name = name + "s", Description = $"all {name}s" },
                    }));
            Engine.Ok(client.OperateUserRole(new OperateUserRoleRequest { Username = name, RoleName = name + "s" }));
        }

        Engine.Ok(client.OperateUserRole(new OperateUserRoleRequest { Username = "writer", RoleName = "readers" }));
        Engine.Ok(client.CreatePrivilegeGroup(new CreatePrivilegeGroupRequest { GroupName = "writing" }));
        Engine.Ok(client.OperatePrivilegeGroup(new OperatePrivilegeGroupRequest
        {
            GroupName = "writing",
            Privileges = { new PrivilegeEntity { Name = "Insert" }, new PrivilegeEntity { Name = "Delete" } },
        }));
        Engine.Ok(client.CreatePrivilegeGroup(new CreatePrivilegeGroupRequest { GroupName = "nothing" }));
        Grant(engine, "readers", "Query", "docs");
        Grant(engine, "readers", "Search", "*");
        Grant(engine, "writers", "writing", "docs");
    }

    public static void FillResourceGroups(Engine engine)
    {
        const string Default = "__default_resource_group";
        engine.CreateLoaded("c");
        engine.CreateLoaded("other");
        var client = engine.Client;
        Engine.Ok(client.CreateResourceGroup(new CreateResourceGroupRequest { ResourceGroup = "group" }));
        Engine.Ok(
            client.TransferNode(
                new TransferNodeRequest
                {
                    SourceResourceGroup = Default,
                    TargetResourceGroup = "group",
                    NumNode = 1,
                }));
        Engine.Ok(
            client.TransferReplica(
                new TransferReplicaRequest
                {
                    SourceResourceGroup = Default,
                    TargetResourceGroup = "group",
                    CollectionName = "c",
                    NumReplica = 1,
                }));
        Engine.Ok(client.CreateResourceGroup(new CreateResourceGroupRequest { ResourceGroup = "waiting" }));
    }

    private static void Grant(Engine engine, string role, string privilege, string collection) =>
        Engine.Ok(
            engine.Client.OperatePrivilegeV2(
                new OperatePrivilegeV2Request
                {
                    Role = new RoleEntity { Name = role },
                    Grantor = new GrantorEntity
                    {
                        User = new UserEntity { Name = "root" },
                        Privilege = new PrivilegeEntity { Name = privilege },
                    },
                    Type = OperatePrivilegeType.Grant,
                    DbName = "default",
                    CollectionName = collection,
                }));
}

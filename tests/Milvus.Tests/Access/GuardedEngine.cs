using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Milvus.Client.InProcess;
using Milvus.Embedded;

namespace Milvus.Tests.Access;

using Milvus.Protocol;

/// <summary>An engine that requires credentials, and clients of several users. root created the role "role" and granted it to
/// "user".</summary>
internal sealed class GuardedEngine : IDisposable
{
    public const string Password = "secret1";

    private readonly EmbeddedEngine _engine;

    public GuardedEngine(string? path = null)
    {
        _engine = EmbeddedEngine.Open(path);
        Root = As("root", "Milvus");
    }

    public MilvusService.MilvusServiceClient Root { get; }

    public bool IsProtected => _engine.Access.IsProtected;

    /// <summary>A new client without credentials.</summary>
    public MilvusService.MilvusServiceClient Nobody() =>
        new(new InProcessCallInvoker(_engine.Service, _engine.CreateGuard(withCredentials: false)));

    public MilvusService.MilvusServiceClient As(string user, string password = Password, string database = "")
    {
        var invoker = new InProcessCallInvoker(_engine.Service, _engine.CreateGuard(withCredentials: true));
        return new MilvusService.MilvusServiceClient(invoker.Intercept(headers =>
        {
            headers.Add("authorization", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
            if (database.Length > 0)
            {
                headers.Add("dbname", database);
            }

            return headers;
        }));
    }

    /// <summary>Creates a user with a new role that has no privileges.</summary>
    public MilvusService.MilvusServiceClient NewUser(string name = "user", string role = "role")
    {
        Ok(Root.CreateCredential(new CreateCredentialRequest { Username = name, Password = Encode(Password) }));
        Ok(Root.CreateRole(new CreateRoleRequest { Entity = new RoleEntity { Name = role } }));
        Ok(Root.OperateUserRole(new OperateUserRoleRequest { Username = name, RoleName = role }));
        return As(name);
    }

    public Protocol.Status Grant(
        string objectType,
        string name,
        string privilege,
        string database = "",
        OperatePrivilegeType type = OperatePrivilegeType.Grant) =>
        Root.OperatePrivilege(
            new OperatePrivilegeRequest
            {
                Type = type,
                Entity = new GrantEntity
                {
                    Role = new RoleEntity { Name = "role" },
                    Object = new ObjectEntity { Name = objectType },
                    ObjectName = name,
                    DbName = database,
                    Grantor = new GrantorEntity { Privilege = new PrivilegeEntity { Name = privilege } },
                },
            });

    public Protocol.Status GrantV2(
        string privilege,
        string database,
        string collection,
        OperatePrivilegeType type = OperatePrivilegeType.Grant) =>
        Root.OperatePrivilegeV2(
            new OperatePrivilegeV2Request
            {
                Type = type,
                Role = new RoleEntity { Name = "role" },
                Grantor = new GrantorEntity { Privilege = new PrivilegeEntity { Name = privilege } },
                DbName = database,
                CollectionName = collection,
            });

    public static void Ok(Protocol.Status status) => Assert.True(status.Code == 0, $"{status.Code} {status.Reason}");

    public static string Encode(string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes(password));

    /// <summary>Whether a call passes the check of privileges, whatever its answer is.</summary>
    public static bool Passes<T>(Func<T> call)
    {
        try
        {
            call();
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.PermissionDenied)
        {
            return false;
        }
    }

    public void Dispose() => _engine.Dispose();
}

using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Milvus.Embedded.Diagnostics;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;
using Status = Grpc.Core.Status;

namespace Milvus.Embedded.Access;

/// <summary>
/// Authorizes each call to the service, in process and on a socket. Without authentication the caller is the owner of the file, who has all
/// privileges.
/// </summary>
internal sealed class AccessGuard(AccessCatalog access, ICollectionNames collections, bool enforced, EngineFailures failures) : Interceptor
{
    private const string UserKey = "milvus.user";

    private readonly Authentication _authentication = new(access);

    /// <summary>The user of a call; root without authentication.</summary>
    public static string UserOf(ServerCallContext context) =>
        context.UserState.TryGetValue(UserKey, out var user) ? (string)user : UserEntry.Root;

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await HandleAsync(request, context, continuation).ConfigureAwait(false);
        }
        catch (Exception exception) when (Statuses.IsUnexpected(exception))
        {
            failures.Report(context, exception);
            throw;
        }
    }

    private async Task<TResponse> HandleAsync<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation)
        where TRequest : class
        where TResponse : class
    {
        if (!enforced)
        {
            return await continuation(request, context).ConfigureAwait(false);
        }

        var user = await _authentication
            .FindUserAsync(context.RequestHeaders, context.Peer, context.CancellationToken)
            .ConfigureAwait(false);
        context.UserState[UserKey] = user;
        if (user == UserEntry.Root)
        {
            return await continuation(request, context).ConfigureAwait(false);
        }

        var call = new Call(context.RequestHeaders, user, context.CancellationToken);
        Check(user, (IMessage)request, call);
        var response = await continuation(request, context).ConfigureAwait(false);
        VisibleNames.Filter(access, user, request, response, call);
        return response;
    }

    private void Check(string user, IMessage request, Call call)
    {
        if (PrivilegeNames.ExtensionOf(request.Descriptor) is not { } extension || IsOwn(user, request))
        {
            return;
        }

        var privilege = PrivilegeNames.NameOf(extension.ObjectPrivilege);
        var database = RequestObjects.FindDatabase(request, call);
        foreach (var name in RequestObjects.FindNames(request, extension))
        {
            var target = extension.ObjectType == ObjectType.Collection ? ResolveName(database, name) : name;
            if (!access.Allows(user, new Wanted(database, extension.ObjectType.ToString(), target, privilege)))
            {
                throw new RpcException(
                    new Status(StatusCode.PermissionDenied, $"{PrivilegeNames.Word}{privilege}: permission deny to {user}"));
            }
        }
    }

    /// <summary>Users may read and change themselves, and read the grants of their roles.</summary>
    private bool IsOwn(string user, IMessage request) => request switch
    {
        UpdateCredentialRequest update => update.Username == user,
        SelectUserRequest select => select.User?.Name == user,
        SelectGrantRequest grants => access.HasRole(user, grants.Entity?.Role?.Name ?? ""),
        _ => false,
    };

    /// <summary>The name of the collection behind an alias. Grants refer to collections.</summary>
    private string ResolveName(string database, string name) =>
        name is "" or Grant.Any ? name : collections.Resolve(database, name) ?? name;
}

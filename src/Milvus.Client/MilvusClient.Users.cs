using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using Milvus.Client.Calls;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>The users with their roles, sorted by name; only one if a name is specified.</summary>
    internal async Task<IReadOnlyList<User>> GetUsersAsync(CallContext call, string? name, CancellationToken token)
    {
        var request = new Protocol.SelectUserRequest
        {
            User = name is null ? null : new Protocol.UserEntity { Name = name },
            IncludeRoleInfo = true,
        };
        var answer = await CallAsync(call, Rpcs.SelectUser, request, token).ConfigureAwait(false);
        return [
            .. answer.Results.Select(result => new User
            {
                Name = result.User.Name,
                Role = [.. result.Roles.Select(role => role.Name).Order(StringComparer.Ordinal)],
                Description = result.Description,
            }).OrderBy(user => user.Name, StringComparer.Ordinal),
        ];
    }

    internal async Task<IReadOnlyList<string>> ListUsersAsync(CallContext call, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.ListCredUsers, new Protocol.ListCredUsersRequest(), token).ConfigureAwait(false);
        return [.. answer.Usernames.Order(StringComparer.Ordinal)];
    }

    internal async Task CreateUserAsync(CallContext call, string name, SecureString password, string? description, CancellationToken token)
    {
        var request = new Protocol.CreateCredentialRequest { Username = name, Password = Encode(password) };
        if (description is not null)
        {
            request.Description = description;
        }

        await CallAsync(call, Rpcs.CreateCredential, request, token).ConfigureAwait(false);
        await WarnOfCredentialsAsync(call, [name], "the password that was set", token).ConfigureAwait(false);
    }

    /// <summary>
    /// Changes a password. For the user of this connection, the old one is known, and the connection continues with the new one, under
    /// the same identifier.
    /// </summary>
    internal async Task ChangePasswordAsync(
        CallContext call,
        string name,
        SecureString? oldPassword,
        SecureString newPassword,
        string? description,
        CancellationToken token)
    {
        var own = _connection.User == name;
        var request = new Protocol.UpdateCredentialRequest
        {
            Username = name,
            OldPassword = oldPassword is not null ? Encode(oldPassword) : own ? Encode(_connection.Password!) : string.Empty,
            NewPassword = Encode(newPassword),
        };
        if (description is not null)
        {
            request.Description = description;
        }

        await ExplainAsync(
            CallAsync(call, Rpcs.UpdateCredential, request, token),
            () => FindMissingUserAsync(call, name, token)).ConfigureAwait(false);
        if (own)
        {
            _connection.SetToken($"{name}:{Plain(newPassword)}");
        }
    }

    internal Task DescribeUserAsync(CallContext call, string name, string description, CancellationToken token) =>
        ExplainAsync(
            CallAsync(
                call,
                Rpcs.UpdateCredential,
                new Protocol.UpdateCredentialRequest { Username = name, Description = description },
                token),
            () => FindMissingUserAsync(call, name, token));

    internal Task DropUserAsync(CallContext call, string name, CancellationToken token) =>
        CallAsync(call, Rpcs.DeleteCredential, new Protocol.DeleteCredentialRequest { Username = name }, token);

    internal Task OperateUserRoleAsync(CallContext call, string user, string role, bool give, CancellationToken token) => CallAsync(
        call,
        Rpcs.OperateUserRole,
        new Protocol.OperateUserRoleRequest
        {
            Username = user,
            RoleName = role,
            Type = give ? Protocol.OperateUserRoleType.AddUserToRole : Protocol.OperateUserRoleType.RemoveUserFromRole,
        },
        token);

    private const int MaxListedUsers = 10;

    private static string Plain(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    private static string Encode(SecureString secret) => Encode(Plain(secret));

    private static string Encode(string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes(password));

    /// <summary>Warns if the first users besides root were created in the file of this connection.</summary>
    /// <param name="call">The call.</param>
    /// <param name="created">The users.</param>
    /// <param name="password">Which password they have.</param>
    /// <param name="token">Cancels the call.</param>
    private async Task WarnOfCredentialsAsync(
        CallContext call, IReadOnlyList<string> created, string password, CancellationToken token)
    {
        if (created.Count > 0 && IsEmbedded && !_connection.HasCredentials && Address != InMemoryAddress
            && (await ListUsersAsync(call, token).ConfigureAwait(false)).Count == created.Count + 1)
        {
            var users = created.Count <= MaxListedUsers
                ? string.Join(", ", created)
                : string.Create(CultureInfo.InvariantCulture, $"{created.Count} users");
            call.Warnings.Enqueue($"From now on '{Address}' requires credentials for new connections: those of {users}, with {password}, "
                + "or those of its administrator root, whose password is Milvus until it is set. Set-MilvusUser root sets it; see "
                + "about_Milvus_Embedded.");
        }
    }
}

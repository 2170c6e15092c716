using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Access;

/// <summary>Users and their passwords.</summary>
internal sealed partial class AccessCatalog
{
    /// <summary>All users with their roles, by name.</summary>
    public IReadOnlyList<(UserEntry User, IReadOnlyList<string> Roles)> ListUsers()
    {
        lock (_gate)
        {
            return
            [
                .. _users.Values
                    .Concat(_users.ContainsKey(UserEntry.Root) ? [] : [new UserEntry(UserEntry.Root, null, "")])
                    .OrderBy(user => user.Name, StringComparer.Ordinal)
                    .Select(user => (user, (IReadOnlyList<string>)[.. FindRoles(user.Name)])),
            ];
        }
    }

    public void CreateUser(string name, string encodedPassword, string description)
    {
        AccessRules.CheckUser(name);
        var password = AccessRules.Decode(encodedPassword, "decode password fail");
        AccessRules.CheckPassword(password);
        var user = new UserEntry(name, PasswordHash.Of(password), description);
        lock (_gate)
        {
            if (name == UserEntry.Root || _users.ContainsKey(name))
            {
                throw new MilvusError(MilvusError.UnexpectedCode, $"user already exists: {name}", LegacyCode.CreateCredential);
            }

            _store.Write(sql => sql.SetUser(user));
            _users[name] = user;
        }
    }

    /// <summary>Changes a password if the old one is correct.</summary>
    public void ChangePassword(string name, string encodedOld, string encodedNew, string? description)
    {
        var old = AccessRules.Decode(encodedOld, "decode old password failed");
        var password = AccessRules.Decode(encodedNew, "decode password failed");
        AccessRules.CheckPassword(password);
        if (!Fits(name, old))
        {
            throw new MilvusError(MilvusError.NotAuthenticatedCode, $"old password not correct for {name}: not authenticated");
        }

        SetUser(name, PasswordHash.Of(password), description);
    }

    public void Describe(string name, string description)
    {
        AccessRules.CheckUser(name);
        SetUser(name, null, description);
    }

    /// <summary>Sets the password of root if none was set. If one was set, the password must be equal.</summary>
    /// <exception cref="EmbeddedDatabaseException">The password is different or invalid.</exception>
    public void SetFirstRootPassword(string password)
    {
        try
        {
            AccessRules.CheckPassword(password);
        }
        catch (MilvusError error)
        {
            throw new EmbeddedDatabaseException(
                EmbeddedDatabaseException.AuthenticationFailed,
                $"The password of root cannot be set: {error.Message}",
                error);
        }

        lock (_gate)
        {
            if (_users.GetValueOrDefault(UserEntry.Root)?.Password is null)
            {
                SetUser(UserEntry.Root, PasswordHash.Of(password), null);
                return;
            }
        }

        if (!Fits(UserEntry.Root, password))
        {
            throw new EmbeddedDatabaseException(EmbeddedDatabaseException.AuthenticationFailed,
                "Root of this database has another password. Give that one; it is changed with Set-MilvusUser or update_password.");
        }
    }

    /// <summary>Drops a user and its membership in roles. As in Milvus, a missing user is not an error.</summary>
    public void DropUser(string name)
    {
        if (name.Length == 0)
        {
            throw new MilvusError(MilvusError.UnexpectedCode, "fail to execute task when deleting the user", LegacyCode.DeleteCredential);
        }

        if (name == UserEntry.Root)
        {
            throw new MilvusError(MilvusError.NotPermittedCode, "root user cannot be deleted: privilege not permitted");
        }

        lock (_gate)
        {
            if (!_users.ContainsKey(name))
            {
                return;
            }

            _store.Write(sql => sql.RemoveUser(name));
            _users.Remove(name);
            _members.RemoveWhere(member => member.User == name);
            Forget();
        }
    }

    /// <summary>Whether the password is that of the user. The time is the same for a user that does not exist.</summary>
    public bool Fits(string name, string password)
    {
        UserEntry? user;
        lock (_gate)
        {
            user = _users.GetValueOrDefault(name);
        }

        if (user?.Password is { } hash)
        {
            return PasswordHash.Fits(password, hash);
        }

        PasswordHash.Of(password);
        return name == UserEntry.Root && password == UserEntry.FirstRootPassword;
    }

    private void SetUser(string name, string? password, string? description)
    {
        lock (_gate)
        {
            var known = _users.GetValueOrDefault(name) ?? (name == UserEntry.Root ? new UserEntry(name, null, "") : null)
                ?? throw new MilvusError(MilvusError.UnexpectedCode, $"not found the user: {name}", LegacyCode.UpdateCredential);
            var user = new UserEntry(name, password ?? known.Password, description ?? known.Description);
            _store.Write(sql => sql.SetUser(user));
            _users[name] = user;
            Forget();
        }
    }

    private IEnumerable<string> FindRoles(string user) => _members.Where(member => member.User == user).Select(member => member.Role);
}

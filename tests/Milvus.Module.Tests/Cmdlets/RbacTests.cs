using System.Text.Json.Nodes;
using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Backup and restore of users, roles, grants and privilege groups, between all back ends that have users.</summary>
public sealed class RbacTests : IDisposable
{
    /// <summary>Two users and two roles with grants in one database, in all of them, on a user, and on everything.</summary>
    private const string World = """
        $null = New-MilvusUser "${user}a" -Password secret1
        $null = New-MilvusUser "${user}b" -Password secret2
        $null = New-MilvusRole "${user}r", "${user}w"
        Grant-MilvusRole "${user}r" "${user}a", "${user}b"
        Grant-MilvusRole "${user}w" "${user}a"
        Grant-MilvusPrivilege "${user}r" Search, Query docs
        Grant-MilvusPrivilege "${user}r" Insert -ObjectType Collection -ObjectName words -Database *
        Grant-MilvusPrivilege "${user}r" CreateCollection -ObjectType Global
        Grant-MilvusPrivilege "${user}w" UpdateUser -ObjectType User -ObjectName "${user}b"
        Grant-MilvusPrivilege "${user}w" * -ObjectType Collection -ObjectName *
        """;

    private const string Clean = """
        Get-MilvusUser ($args[0] + '*') | Remove-MilvusUser -Confirm:$false
        Get-MilvusRole ($args[0] + '*') | Remove-MilvusRole -Force -Confirm:$false
        """;

    private const string Restore = """
        $result = Restore-MilvusRbac $args[0] -Confirm:$false
        "$($result.Verified): $($result.User.Count) users, granted $($result.Privilege.Count), revoked $($result.Revoked.Count)"
        """;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Milvus Lite 3.2.2 has no users and roles.</summary>
    public static TheoryData<Backend> WithUsers => Backend.Without("lite");

    /// <summary>Every pair of back ends with users.</summary>
    public static TheoryData<Backend, Backend> Pairs
    {
        get
        {
            Backend[] known = [.. new[] { "embedded", "milvus" }.Where(Backend.IsThere).Select(Backend.Named)];
            var pairs = new TheoryData<Backend, Backend>();
            foreach (var source in known)
            {
                foreach (var target in known)
                {
                    pairs.Add(source, target);
                }
            }

            return pairs;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Restore_MilvusRbac_every_user_role_and_grant_equals_the_backup(Backend source, Backend target)
    {
        using var from = new AccessShell(source);
        using var to = new AccessShell(target);
        var file = _folder.File("rbac.json");
        try
        {
            from.Do(World);
            from.Do("Backup-MilvusRbac $args[0]", file);
            RbacLines.Filter(file, from.User);
            var expected = RbacLines.Read(file, from.User);
            Assert.Equal(10, expected.Count);
            from.Do(Clean, from.User);
            to.Do("$map = @{ ($args[0] + 'a') = 'secret1'; ($args[0] + 'b') = 'secret2' }", from.User);

            var ran = to.Do(Restore.Replace("-Confirm", "-Password $map -Confirm", StringComparison.Ordinal), file);
            to.Do("Backup-MilvusRbac $args[0]", _folder.File("after.json"));

            Assert.Equal(["True: 2 users, granted 6, revoked 0"], ran.Texts);
            Assert.Equal(expected, RbacLines.Read(_folder.File("after.json"), from.User));
            Assert.Equal(["True: 0 users, granted 0, revoked 0"], to.Do(Restore, Prepare("same.json", file, WithoutHashes)).Texts);
        }
        finally
        {
            to.Do(Clean, from.User);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Restore_MilvusRbac_user_without_password_is_listed_as_missing(Backend source, Backend target)
    {
        using var from = new AccessShell(source);
        using var to = new AccessShell(target);
        var file = _folder.File("rbac.json");
        from.Do("$null = New-MilvusUser $user -Password secret1; Backup-MilvusRbac $args[0]", file);
        RbacLines.Filter(file, from.User, WithoutHashes);
        from.Do("Remove-MilvusUser $user -Confirm:$false");

        var ran = to.Do("(Restore-MilvusRbac $args[0] -Confirm:$false).MissingUser", file);

        Assert.Equal([from.User], ran.Texts);
        Assert.Contains(ran.Warnings, warning => warning.Contains(from.User, StringComparison.Ordinal));
        Assert.Empty(to.Do("Get-MilvusUser ($args[0] + '*')", from.User).Output);
    }

    [BackendTheory("milvus")]
    [MemberData(nameof(OnlyMilvus))]
    public void Restore_MilvusRbac_hash_of_another_kind_of_server_is_not_sent(Backend target)
    {
        using var from = new AccessShell(Backend.Embedded);
        using var to = new AccessShell(target);
        var file = _folder.File("rbac.json");
        from.Do("$null = New-MilvusUser $user -Password secret1; Backup-MilvusRbac $args[0]", file);

        Assert.Equal([from.User], to.Do("(Restore-MilvusRbac $args[0] -Confirm:$false).MissingUser", file).Texts);
    }

    public static TheoryData<Backend> OnlyMilvus => Backend.Only("milvus");

    [Fact]
    public void Restore_MilvusRbac_hash_of_the_same_kind_keeps_the_password()
    {
        using var from = new AccessShell(Backend.Embedded);
        using var shell = new ModuleShell();
        var (file, path) = (_folder.File("rbac.json"), _folder.File("target.db"));
        from.Do("$null = New-MilvusUser $user -Password secret1 -Description 'reads'; Backup-MilvusRbac $args[0]", file);
        Assert.Equal(
            ["reads"],
            shell.Do(
                "$null = Connect-Milvus -Path $args[0] -Name t; $null = Restore-MilvusRbac $args[1] -Confirm:$false; "
                    + "(Get-MilvusUser $args[2]).Description; Disconnect-Milvus t",
                path,
                file,
                from.User).Texts);

        var ran = shell.Run(
            """
            foreach ($word in 'secret1', 'wrong12') {
                $secret = [securestring]::new(); $word.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
                (Connect-Milvus -Path $args[0] -Credential ([pscredential]::new($args[1], $secret))).State
            }
            """,
            path,
            from.User);

        Assert.Equal(["Open"], ran.Texts);
        Assert.Equal(["MilvusAuthenticationFailed"], ran.ErrorIds);
    }

    [Theory]
    [MemberData(nameof(WithUsers))]
    public void Restore_MilvusRbac_existing_objects_with_other_content_are_unchanged_without_Force(Backend backend)
    {
        using var access = new AccessShell(backend);
        var file = _folder.File("rbac.json");
        access.Do(World);
        access.Do("Backup-MilvusRbac $args[0]", file);
        RbacLines.Filter(file, access.User);
        access.Do(
            """
            Revoke-MilvusPrivilege "${user}r" Search docs
            Grant-MilvusPrivilege "${user}r" Delete docs
            Revoke-MilvusRole "${user}r" "${user}b"
            Grant-MilvusRole admin "${user}b"
            Backup-MilvusRbac $args[0]
            """,
            _folder.File("before.json"));

        var refused = access.Run("Restore-MilvusRbac $args[0] -Confirm:$false", file);

        Assert.Equal(["MilvusAlreadyExists"], refused.ErrorIds);
        foreach (var difference in new[] { "Search on Collection docs", "Delete on Collection docs", "has the roles admin, not" })
        {
            Assert.Contains(difference, refused.Errors[0].Exception.Message, StringComparison.Ordinal);
        }

        access.Do("Backup-MilvusRbac $args[0]", _folder.File("after.json"));
        Assert.Equal(
            RbacLines.Read(_folder.File("before.json"), access.User), RbacLines.Read(_folder.File("after.json"), access.User));

        Assert.Equal(
            ["True: 1 users, granted 1, revoked 1"],
            access.Do(Restore.Replace("-Confirm", "-Force -Confirm", StringComparison.Ordinal), file).Texts);
        access.Do(
            "Backup-MilvusRbac $args[0] -Force; Get-MilvusRole ($user + '*') | Remove-MilvusRole -Force -Confirm:$false",
            _folder.File("after.json"));
        Assert.Equal(RbacLines.Read(file, access.User), RbacLines.Read(_folder.File("after.json"), access.User));
    }

    [Theory]
    [MemberData(nameof(WithUsers))]
    public void Restore_MilvusRbac_failed_step_takes_the_others_back(Backend backend)
    {
        using var access = new AccessShell(backend);
        var file = _folder.File("rbac.json");
        access.Do(World);
        access.Do("Backup-MilvusRbac $args[0]", file);
        RbacLines.Filter(file, access.User, json =>
        {
            var wrong = json["privileges"]![0]!.DeepClone();
            wrong["privilege"] = "NoSuchThing";
            json["privileges"]!.AsArray().Add(wrong);
        });
        access.Do(Clean, access.User);

        var ran = access.Run("Restore-MilvusRbac $args[0] -Password @{ ($user + 'a') = 'secret1' } -Confirm:$false", file);

        Assert.Single(ran.ErrorIds);
        Assert.Contains("Nothing was restored", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(access.Do("Get-MilvusUser ($user + '*'); Get-MilvusRole ($user + '*')").Output);
    }

    [Fact]
    public void Restore_MilvusDatabase_users_in_a_new_file_are_a_warning_and_a_token_opens_it()
    {
        using var shell = new ModuleShell(width: 400);
        shell.Do(
            """
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
            $null = Connect-Milvus -Path old.db
            $null = New-MilvusUser alice -Password secret1 -WarningAction SilentlyContinue
            $null = Backup-MilvusDatabase backup -All
            Disconnect-Milvus
            $null = Connect-Milvus -Path new.db
            """,
            _folder.FullName);

        var ran = shell.Run("$null = Restore-MilvusDatabase backup; Disconnect-Milvus");

        Assert.Empty(ran.Errors);
        var warning = Assert.Single(ran.Warnings);
        Assert.Contains("new.db' requires credentials for new connections", warning, StringComparison.Ordinal);
        Assert.Contains("those of alice, with the password of the backup", warning, StringComparison.Ordinal);
        Assert.Contains("root, whose password is Milvus until it is set", warning, StringComparison.Ordinal);
        var refused = Assert.Single(shell.Run("Connect-Milvus -Path new.db").Errors);
        Assert.Contains("-Token", refused.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["alice", "root"], shell.Do("$null = Connect-Milvus -Path new.db -Token root:Milvus; (Get-MilvusUser).Name").Texts);
    }

    [Fact]
    public void Restore_MilvusRbac_grants_of_public_and_of_groups_are_restored()
    {
        using var from = new AccessShell(Backend.Embedded);
        using var to = new AccessShell(Backend.Embedded);
        var file = _folder.File("rbac.json");
        from.Do(
            """
            $null = New-MilvusDatabase books
            $null = New-MilvusPrivilegeGroup writing -Privilege Insert, Upsert
            $null = New-MilvusRole $role -Description 'writes'
            Grant-MilvusPrivilege $role writing docs -Database books
            Grant-MilvusPrivilege public Query open
            Backup-MilvusRbac $args[0]
            """,
            file);

        to.Do("$null = Restore-MilvusRbac $args[0] -Confirm:$false; Backup-MilvusRbac $args[1]", file, _folder.File("after.json"));

        var after = RbacLines.Read(_folder.File("after.json"), string.Empty);
        Assert.Equal(RbacLines.Read(file, string.Empty), after);
        Assert.Contains("grant public: default Collection open Query", after);
        Assert.Contains($"grant {from.Role}: books Global docs writing", after);
        Assert.Contains("group writing: Insert,Upsert", after);
        Assert.Contains($"role {from.Role} writes", after);
    }

    [Theory]
    [InlineData("MilvusFormatTooNew", """{ "format": "milvus-rbac", "version": 99, "users": [] }""")]
    [InlineData("MilvusInvalidArgument", """{ "format": "milvus-schema", "users": [] }""")]
    [InlineData("MilvusInvalidArgument", "{}")]
    [InlineData("MilvusInvalidArgument", """{ "users": [ 5 ] }""")]
    [InlineData("MilvusInvalidArgument", """{ "users": 5 }""")]
    [InlineData("MilvusInvalidArgument", "[]")]
    [InlineData("MilvusInvalidArgument", "{")]
    public void Restore_MilvusRbac_other_file_is_refused(string expected, string content)
    {
        using var access = new AccessShell(Backend.Embedded);
        File.WriteAllText(_folder.File("r.json"), content);

        Assert.Equal([expected], access.Run("Restore-MilvusRbac $args[0] -Confirm:$false", _folder.File("r.json")).ErrorIds);
    }

    [Fact]
    public void Restore_MilvusRbac_password_table_is_checked()
    {
        using var access = new AccessShell(Backend.Embedded);
        var file = _folder.File("r.json");
        access.Do(
            "$null = New-MilvusUser $user -Password secret1; Backup-MilvusRbac $args[0]; Remove-MilvusUser $user -Confirm:$false",
            file);

        Assert.Equal(
            ["MilvusUserNotFound"],
            access.Run("Restore-MilvusRbac $args[0] -Password @{ nobody = 'secret1' } -Confirm:$false", file).ErrorIds);
        Assert.Equal(
            ["ParameterArgumentTransformationError"],
            access.Run("Restore-MilvusRbac $args[0] -Password 5 -Confirm:$false", file).ErrorIds);
        Assert.Equal(
            ["ParameterArgumentTransformationError"],
            access.Run("Restore-MilvusRbac $args[0] -Password @{ $user = 5 } -Confirm:$false", file).ErrorIds);
        access.Do(
            """
            $secret = [securestring]::new(); 'secret9'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
            $null = Restore-MilvusRbac $args[0] -Password ([pscredential]::new($user, $secret)) -Confirm:$false
            """,
            file);
        Assert.Equal(["connected"], access.RunAs("secret9", "'connected'").Texts);
    }

    private static void WithoutHashes(JsonObject json)
    {
        foreach (var user in json["users"]!.AsArray())
        {
            user!["passwordHash"] = string.Empty;
        }
    }

    private string Prepare(string name, string file, Action<JsonObject> change)
    {
        File.Copy(file, _folder.File(name));
        RbacLines.Filter(_folder.File(name), string.Empty, change);
        return _folder.File(name);
    }
}

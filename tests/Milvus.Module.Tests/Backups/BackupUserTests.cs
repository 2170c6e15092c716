using System.Security.Cryptography;
using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Backups;

/// <summary>The users of a backup: from its folder, and those whose passwords it does not have.</summary>
public sealed class BackupUserTests : IDisposable
{
    private const string Typing = """
        function global:Read-Host { param($Prompt, [switch] $AsSecureString)
            $secret = [securestring]::new()
            'secret9'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
            $secret
        }
        """;

    private readonly BackupWorld _world = new(Backend.Embedded);

    public BackupUserTests() => _world.Do(
        """
        $null = New-MilvusCollection a -Dimension 2
        'bob', 'carol' | ForEach-Object { $null = New-MilvusUser $_ -Password secret1 }
        $null = Backup-MilvusDatabase $args[0] -Rbac
        Remove-MilvusUser bob, carol -Confirm:$false
        """,
        _world.Backup);

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("$args[0]")]
    [InlineData("-LiteralPath $args[0]")]
    [InlineData("($args[0] -replace 'up$', '*')")]
    public void Restore_MilvusRbac_folder_of_a_backup_is_accepted(string path)
    {
        _world.Do($"$null = Restore-MilvusRbac {path} -Confirm:$false", _world.Backup);

        Assert.Equal(["bob", "carol", "root"], _world.Do("(Get-MilvusUser).Name").Texts);
    }

    [Fact]
    public void Restore_MilvusRbac_folder_without_users_or_with_a_changed_file_is_refused()
    {
        File.AppendAllText(Path.Combine(_world.Backup, "rbac.json"), " ");
        Directory.CreateDirectory(_world.File("empty"));

        Assert.Equal(["MilvusBackupDamaged"], _world.Run("Restore-MilvusRbac $args[0] -Confirm:$false", _world.Backup).ErrorIds);
        Assert.Equal(["MilvusBackupIncomplete"], _world.Run("Restore-MilvusRbac empty -Confirm:$false").ErrorIds);
        _world.Do("$null = Backup-MilvusDatabase without");
        var error = Assert.Single(_world.Run("Restore-MilvusRbac without -Confirm:$false").Errors);
        Assert.Contains("has no users and roles", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_MilvusDatabase_users_without_passwords_are_named_before_and_with_the_line_that_restores_them()
    {
        ForgetPasswords();
        var line = $"$null = Restore-MilvusDatabase '{_world.Backup}' -Rename @{{ a = 'b' }} -Rbac";

        var before = Assert.Single(_world.Run(line + " -WhatIf").Warnings);
        var shown = _world.Shell.Show(line + " -WhatIf").Replace("\n", string.Empty);
        var after = Assert.Single(_world.Run(line).Warnings);

        Assert.StartsWith("These users will not be restored", before, StringComparison.Ordinal);
        Assert.Contains("-Password @{ bob = (Read-Host 'bob' -AsSecureString); carol = ", before, StringComparison.Ordinal);
        Assert.Contains("users and roles (not bob; carol, without", shown, StringComparison.Ordinal);
        Assert.StartsWith("These users were not restored", after, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_world.Backup, "rbac.json"), after, StringComparison.Ordinal);
        Assert.EndsWith(" -Confirm:$false", after, StringComparison.Ordinal);
        _world.Do(Typing);
        Assert.Empty(_world.Do($"$null = {after[after.IndexOf("Restore-MilvusRbac ", StringComparison.Ordinal)..]}").Warnings);
        Assert.Equal(["bob", "carol", "root"], _world.Do("(Get-MilvusUser).Name").Texts);
    }

    [Fact]
    public void Restore_MilvusRbac_users_without_passwords_are_named_before_and_with_the_line_that_restores_them()
    {
        ForgetPasswords();
        var line = $"$null = Restore-MilvusRbac '{_world.Backup}'";

        var before = Assert.Single(_world.Run(line + " -WhatIf").Warnings);
        var after = Assert.Single(_world.Run(line + " -Confirm:$false").Warnings);

        Assert.StartsWith("These users will not be restored", before, StringComparison.Ordinal);
        _world.Do(Typing);
        Assert.Empty(_world.Do($"$null = {after[after.IndexOf("Restore-MilvusRbac ", StringComparison.Ordinal)..]}").Warnings);
        Assert.Equal(["bob", "carol", "root"], _world.Do("(Get-MilvusUser).Name").Texts);
    }

    // As in a backup of Milvus 2.3, which does not export hashes.
    private void ForgetPasswords()
    {
        var file = Path.Combine(_world.Backup, "rbac.json");
        File.WriteAllLines(file, File.ReadAllLines(file).Where(line => !line.Contains("passwordHash", StringComparison.Ordinal)));
        _world.Forge(json =>
        {
            json["rbac"]!["bytes"] = new FileInfo(file).Length;
            json["rbac"]!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        });
    }
}

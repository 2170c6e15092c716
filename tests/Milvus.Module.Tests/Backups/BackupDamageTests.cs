using System.Text.Json.Nodes;
using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Backups;

/// <summary>
/// Damaged, forged and unfinished backups: Test-MilvusBackup finds them, and a restore refuses them before it changes anything.
/// </summary>
public sealed class BackupDamageTests
{
    private const string Find = "(Test-MilvusBackup $args[0]).Finding | ForEach-Object { \"$($_.Problem) $($_.File)\" }";

    public static TheoryData<string, string> Damages => new()
    {
        { "flipped byte", "Checksum" }, { "flipped last byte", "Checksum" }, { "missing", "Missing" }, { "truncated", "Size" },
        { "longer", "Size" }, { "empty", "Size" }, { "exchanged", string.Empty }, { "folder", "Missing" }, { "link", "Unreadable" },
    };

    public static TheoryData<string> Forgeries =>
        ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "manifest.json", "a\\..\\b", "C:/x", "./x", "a//b", ""];

    [Theory]
    [MemberData(nameof(Damages))]
    public void Test_MilvusBackup_damaged_part_is_found_and_not_restored(string damage, string problem)
    {
        using var world = Create(out var parts);
        Damage(damage, parts);

        var found = world.Do(Find, world.Backup).Texts;
        Assert.All(found, line => Assert.StartsWith(problem, line, StringComparison.Ordinal));
        Assert.Equal(damage == "exchanged" ? 2 : 1, found.Count);
        Assert.Equal(["False"], world.Do("(Test-MilvusBackup $args[0]).Valid", world.Backup).Texts);
        Assert.Equal(["MilvusBackupDamaged"], world.Run("Restore-MilvusDatabase $args[0] -TargetDatabase other", world.Backup).ErrorIds);
        Assert.Equal(["default"], world.Do("(Get-MilvusDatabase).Name").Texts);
    }

    [Theory]
    [InlineData("schema.json")]
    [InlineData("000001.parquet")]
    [InlineData("rbac.json")]
    [InlineData("manifest.json")]
    public void Restore_MilvusDatabase_missing_file_is_named_as_damage_of_the_backup(string name)
    {
        using var world = new BackupWorld(Backend.Embedded);
        world.NewCollection();
        world.Do("$null = Backup-MilvusDatabase $args[0] -Rbac", world.Backup);
        File.Delete(Directory.GetFiles(world.Backup, name, SearchOption.AllDirectories)[0]);

        foreach (var more in new[] { string.Empty, "-WhatIf" })
        {
            var line = $"Restore-MilvusDatabase $args[0] -TargetDatabase other -Rbac {more}";
            var error = Assert.Single(world.Run(line, world.Backup).Errors);

            Assert.StartsWith("MilvusBackupDamaged,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("is damaged", error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains(name, error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("Test-MilvusBackup", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            Assert.DoesNotContain("current location", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.StartsWith("Missing ", Assert.Single(world.Do(Find, world.Backup).Texts), StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_MilvusDatabase_changed_schema_and_short_part_are_named_together()
    {
        using var world = Create(out var parts);
        var schema = Directory.GetFiles(world.Backup, "schema.json", SearchOption.AllDirectories)[0];
        var bytes = File.ReadAllBytes(schema);
        bytes[0] = (byte)'x';
        File.WriteAllBytes(schema, bytes);
        Damage("truncated", parts);

        var error = Assert.Single(world.Run("Restore-MilvusDatabase $args[0] -TargetDatabase other", world.Backup).Errors);

        Assert.StartsWith("MilvusBackupDamaged,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("schema.json: its bytes are not those of the backup", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(parts[0]), error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"rows\": 20", "\"rows\": 21")]
    [InlineData("\"loadState\": \"Loaded\"", "\"loadState\": \"NotLoad\"")]
    [InlineData("\"partition\": \"drafts\"", "\"partition\": \"_default\"")]
    [InlineData("\"aliases\": [", "\"aliases\": [ \"other\", ")]
    [InlineData("\"version\": 1", "\"version\": \"1\"")]
    [InlineData("{", "")]
    [InlineData("{", "[")]
    public void Test_MilvusBackup_edited_manifest_is_found_and_not_restored(string old, string now)
    {
        using var world = Create(out _);
        var manifest = Path.Combine(world.Backup, "manifest.json");
        var text = File.ReadAllText(manifest);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, old);
        File.WriteAllText(manifest, text[..at] + now + text[(at + old.Length)..]);

        Assert.Equal(["Manifest manifest.json"], world.Do(Find, world.Backup).Texts);
        Assert.Equal(["MilvusBackupDamaged"], world.Run("Restore-MilvusDatabase $args[0] -Force -Confirm:$false", world.Backup).ErrorIds);
    }

    [Theory]
    [Failure("S5")]
    [MemberData(nameof(Forgeries))]
    public void Restore_MilvusDatabase_path_out_of_the_backup_is_refused(string path)
    {
        using var world = Create(out _);
        File.WriteAllText(world.File("secret.txt"), "secret");
        world.Forge(json => json["databases"]![0]!["collections"]![0]!["parts"]![0]!["file"] = path);

        Assert.Equal(["MilvusBackupDamaged"], world.Run("Restore-MilvusDatabase $args[0] -Force -Confirm:$false", world.Backup).ErrorIds);
        Assert.Equal(["Manifest manifest.json"], world.Do(Find, world.Backup).Texts);
    }

    [Fact]
    public void Restore_MilvusDatabase_manifest_without_lists_or_digests_is_refused()
    {
        using var world = Create(out _);
        var original = File.ReadAllText(Path.Combine(world.Backup, "manifest.json"));
        foreach (var change in new Action<JsonObject>[]
        {
            json => json["databases"] = null,
            json => json["databases"]![0]!["collections"] = null,
            json => json["databases"]![0]!["collections"]![0]!["schema"] = null,
            json => json["databases"]![0]!["collections"]![0]!["parts"]!.AsArray().Add(null),
            json => json["databases"]![0]!["collections"]![0]!["rowDigest"] = "nothing",
            json => json["more"] = 1,
            json => json["server"] = null,
        })
        {
            File.WriteAllText(Path.Combine(world.Backup, "manifest.json"), original);
            world.Forge(change);
            Assert.Equal(
                ["MilvusBackupDamaged"],
                world.Run("Restore-MilvusDatabase $args[0] -Force -Confirm:$false", world.Backup).ErrorIds);
        }
    }

    [Fact]
    public void Test_MilvusBackup_other_version_and_unfinished_backups_are_not_valid()
    {
        using var world = Create(out _);
        world.Forge(json => json["version"] = 2);
        Assert.Equal(["False Version"], Test(world.Backup));
        Assert.Equal(["MilvusFormatTooNew"], world.Run("Restore-MilvusDatabase $args[0]", world.Backup).ErrorIds);

        Directory.Move(world.Backup, world.Backup + ".unfinished");
        File.Delete(Path.Combine(world.Backup + ".unfinished", "manifest.json"));
        foreach (var folder in new[] { world.Backup, world.Backup + ".unfinished" })
        {
            Assert.Equal(["False Incomplete"], Test(folder));
            Assert.Equal(["MilvusBackupIncomplete"], world.Run("Restore-MilvusDatabase $args[0]", folder).ErrorIds);
        }

        Directory.CreateDirectory(world.Backup + ".folder/manifest.json");
        Assert.Equal(["False Incomplete"], Test(world.Backup + ".folder"));
        Assert.Equal(["MilvusFileNotFound"], world.Run("Test-MilvusBackup nowhere").ErrorIds);

        IReadOnlyList<string> Test(string folder) =>
            world.Do("Test-MilvusBackup $args[0] | ForEach-Object { \"$($_.Valid) $($_.Finding.Problem)\" }", folder).Texts;
    }

    [Fact]
    public void Test_MilvusBackup_large_manifest_is_read_and_a_huge_one_is_refused()
    {
        using var world = Create(out _);
        var part = JsonNode.Parse(File.ReadAllText(Path.Combine(world.Backup, "manifest.json")))!["databases"]![0]!["collections"]![0]![
            "parts"
        ]![0]!;
        world.Forge(
            json =>
            {
                var parts = json["databases"]![0]!["collections"]![0]!["parts"]!.AsArray();
                for (var i = 0; i < 20_000; i++)
                {
                    var more = part.DeepClone();
                    more["file"] = $"001-default/more/{i}.parquet";
                    parts.Add(more);
                }
            });
        Assert.Equal(
            ["20000"],
            world.Do("[string]((Test-MilvusBackup $args[0]).Finding | Where-Object Problem -eq Missing).Count", world.Backup).Texts);

        using (var file = File.OpenWrite(Path.Combine(world.Backup, "manifest.json")))
        {
            file.SetLength(300L * 1024 * 1024);
        }

        Assert.Equal(["Manifest manifest.json"], world.Do(Find, world.Backup).Texts);
    }

    private static BackupWorld Create(out string[] parts)
    {
        var world = new BackupWorld(Backend.Embedded);
        world.NewCollection();
        world.Do("$null = Backup-MilvusDatabase $args[0] -RowsPerFile 20", world.Backup);
        parts = [.. Directory.GetFiles(world.Backup, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        return world;
    }

    private static void Damage(string damage, string[] parts)
    {
        var bytes = File.ReadAllBytes(parts[0]);
        switch (damage)
        {
            case "flipped byte":
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(parts[0], bytes);
                break;
            case "flipped last byte":
                bytes[^1] ^= 1;
                File.WriteAllBytes(parts[0], bytes);
                break;
            case "missing":
                File.Delete(parts[0]);
                break;
            case "truncated":
                File.WriteAllBytes(parts[0], bytes[..^100]);
                break;
            case "longer":
                File.WriteAllBytes(parts[0], [.. bytes, 0]);
                break;
            case "empty":
                File.WriteAllBytes(parts[0], []);
                break;
            case "exchanged":
                File.Move(parts[0], parts[0] + ".x");
                File.Move(parts[2], parts[0]);
                File.Move(parts[0] + ".x", parts[2]);
                break;
            case "folder":
                File.Delete(parts[0]);
                Directory.CreateDirectory(parts[0]);
                break;
            case "link":
                File.Move(parts[0], parts[0] + ".moved");
                File.CreateSymbolicLink(parts[0], parts[0] + ".moved");
                break;
            default:
                throw new InvalidOperationException(damage);
        }
    }
}

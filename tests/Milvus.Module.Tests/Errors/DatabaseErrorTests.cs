using System.Management.Automation;
using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Programs;
using Milvus.Module.Tests.Server;

namespace Milvus.Module.Tests.Errors;

/// <summary>Errors of the file of an embedded database, and of other files.</summary>
public sealed class DatabaseErrorTests : IDisposable
{
    private readonly ModuleShell _shell = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Failure("D7")]
    [Produces("MilvusDatabaseLocked")]
    public void DatabaseError_another_process_has_it_open()
    {
        var file = _folder.File("busy.db");
        using var server = ServerRun.Start("--path", file);

        var error = Fails($"Connect-Milvus -Path '{file}'", "MilvusDatabaseLocked", ErrorCategory.ResourceBusy);

        Assert.Contains(file, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_shell.Do("Get-MilvusConnection").Output);
    }

    [Fact]
    [Produces("MilvusBucketNotFound")]
    public void DatabaseError_bucket_of_import_files_is_not_there()
    {
        using var store = new S3Server();
        var keys = $"[pscredential]::new('{S3Server.AccessKey}', [Net.NetworkCredential]::new('', '{S3Server.SecretKey}').SecurePassword)";

        Fails(
            $"Send-MilvusImportFile '{_folder.Write("a.jsonl", "{}")}' s3://nowhere -Endpoint {store.Uri} -Credential ({keys})",
            "MilvusBucketNotFound",
            ErrorCategory.ObjectNotFound);
    }

    [Fact]
    [Produces("MilvusDatabaseCorrupt")]
    public void DatabaseError_is_no_database() =>
        Fails(
            $"Connect-Milvus -Path '{_folder.Write("text.db", string.Concat(Enumerable.Repeat("no database. ", 1000)))}'",
            "MilvusDatabaseCorrupt",
            ErrorCategory.InvalidData);

    [Fact]
    [Produces("MilvusFileNotFound")]
    public void DatabaseError_its_folder_is_missing() =>
        Fails(
            $"Connect-Milvus -Path '{Path.Combine(_folder.FullName, "none", "x.db")}'",
            "MilvusFileNotFound",
            ErrorCategory.ObjectNotFound);

    [Fact]
    [Produces("MilvusFormatTooNew")]
    public void DatabaseError_newer_version_wrote_it()
    {
        var file = _folder.File("newer.db");
        _shell.Do("$null = Connect-Milvus -Path $args[0]; Disconnect-Milvus", file);
        var bytes = File.ReadAllBytes(file);
        // The last byte of SQLite's user version, and the number that repeats it.
        bytes[63] = 99;
        var name = "format"u8;
        bytes[bytes.AsSpan(16).IndexOf(name) + 16 + name.Length] = 99;
        File.WriteAllBytes(file, bytes);

        var error = Fails($"Connect-Milvus -Path '{file}'", "MilvusFormatTooNew", ErrorCategory.InvalidData);

        Assert.Contains("format 99", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(file));
    }

    [Fact]
    [Produces("MilvusFormatTooNew")]
    public void DatabaseError_newer_version_wrote_the_schema_file()
    {
        var file = _folder.File("docs.schema.json");
        _shell.Do(
            "$null = Connect-Milvus -InMemory; $null = New-MilvusCollection docs -Dimension 2; $null = Export-MilvusSchema docs $args[0]",
            file);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"version\": 1", "\"version\": 99", StringComparison.Ordinal));

        Fails($"Import-MilvusSchema '{file}' -NewName other", "MilvusFormatTooNew", ErrorCategory.InvalidData);
        Assert.Equal(["docs"], _shell.Do("Get-MilvusCollection").Values("Name"));
    }

    [SmallDiskFact]
    [Failure("D6")]
    [Produces("MilvusDiskFull")]
    public void DatabaseError_disk_is_full_and_when_there_is_space_again_it_works_again()
    {
        using var disk = new SmallDisk(4);
        var ballast = disk.File("ballast");
        File.WriteAllBytes(ballast, new byte[1_500_000]);
        _shell.Do("$null = Connect-Milvus -Path $args[0]; $null = New-MilvusCollection docs -Dimension 512", disk.File("small.db"));
        const string Fill =
            "1..4000 | ForEach-Object { @{ id = $_; vector = ,0.5 * 512 } } | Add-MilvusEntity docs -BatchSize 100 -ErrorAction Stop";

        var error = Fails(Fill, "MilvusDiskFull", ErrorCategory.WriteError);
        Assert.Contains("Free space", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        var stored = _shell.Do("@(Get-MilvusEntity docs -OutputField id).Count").Output.Single().BaseObject;
        Assert.Equal(0, (int)stored % 100);

        File.Delete(ballast);
        _shell.Do("$null = @{ id = 9999; vector = ,0.5 * 512 } | Add-MilvusEntity docs");
        Assert.Equal((int)stored + 1, _shell.Do("@(Get-MilvusEntity docs -OutputField id).Count").Output.Single().BaseObject);
        _shell.Do("Disconnect-Milvus");
    }

    private ErrorRecord Fails(string line, string errorId, ErrorCategory category)
    {
        var error = Assert.Single(_shell.Run(line).Errors);
        Assert.Equal((errorId, category), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        return error;
    }
}

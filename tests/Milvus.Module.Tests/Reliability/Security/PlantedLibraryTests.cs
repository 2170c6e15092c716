namespace Milvus.Module.Tests.Reliability.Security;

/// <summary>Files with the names of libraries lie in the current folder and in the PATH.</summary>
public sealed class PlantedLibraryTests
{
    private static readonly string[] _planted =
    [
        "Milvus.Client.dll", "Milvus.Core.dll", "Milvus.Embedded.dll", "Google.Protobuf.dll", "Microsoft.Data.Sqlite.dll", "e_sqlite3.dll",
        "libe_sqlite3.so", "libe_sqlite3.dylib", "e_sqlite3.so",
    ];

    [Fact]
    [Failure("S8")]
    public async Task PlantedLibrary_of_the_current_folder_and_the_path_is_not_loaded()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in _planted)
        {
            folder.Write(name, "not a library");
        }

        var ended = await ChildShell.RunAsync(
            "$null = Connect-Milvus -Path ./a.db; $null = New-MilvusCollection docs -Dimension 2; "
                + "foreach ($one in [AppDomain]::CurrentDomain.GetAssemblies()) { if (-not $one.IsDynamic) { $one.Location } }",
            folder.FullName,
            new Dictionary<string, string>
            {
                ["PATH"] = folder.FullName + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
                ["LD_LIBRARY_PATH"] = folder.FullName,
            });

        Assert.Equal((0, ""), (ended.ExitCode, ended.Errors));
        Assert.Contains("Milvus.Client.dll", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.FullName, ended.Output, StringComparison.Ordinal);
    }
}

using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>All cmdlets resolve paths of files in the same way.</summary>
public sealed class FilePathGuardTests
{
    // The only parameters with such names that are not files of this machine: two are paths on the server, one is a path into JSON.
    private static readonly string[] _noFiles =
    [
        "Add-MilvusFileResource Path",
        "Export-MilvusSnapshot TargetPath",
        "Search-MilvusEntity JsonPath",
    ];

    [Fact]
    public void FilePathGuard_one_class_resolves_paths_and_opens_files()
    {
        string[] alone =
        [
            ".PathFromPSPath(",
            "PSPath(",
            "SessionState.Path.",
            "session.Path.",
            "Path.GetFullPath(",
            "new FileStream(",
            "File.OpenRead(",
            "File.ReadAll",
            "File.WriteAll",
            "File.Create(",
        ];
        var allowed = new[] { "LocalPaths.cs", "LocalFiles.cs", "CertificateTransformationAttribute.cs" };

        var wrong = Directory.EnumerateFiles(Repository.Combine("src", "Milvus"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !allowed.Contains(Path.GetFileName(file)) && alone.Any(File.ReadAllText(file).Contains))
            .Select(file => Path.GetFileName(file));

        Assert.Empty(wrong);
    }

    [Fact]
    public void FilePathGuard_parameter_of_a_path_refuses_other_providers_and_files_that_are_not_there()
    {
        using var shell = new ModuleShell();
        shell.Do("$null = Connect-Milvus -InMemory; $null = New-MilvusCollection c -Dimension 2");
        var wrong = new List<string>();
        foreach (var (cmdlet, parameter) in
            from cmdlet in ModuleCmdlets.All
            from parameter in ModuleCmdlets.Parameters(cmdlet)
            where
                parameter.Name.EndsWith("Path", StringComparison.Ordinal) && ModuleCmdlets.Element(parameter.PropertyType) == typeof(string)
            select (ModuleCmdlets.NameOf(cmdlet), parameter.Name))
        {
            if (_noFiles.Contains($"{cmdlet} {parameter}"))
            {
                continue;
            }

            var ran = shell.Run($"{Start(cmdlet, parameter)} -{parameter} env:MILVUS_NO_FILE -ErrorAction Continue");
            if (ran.ErrorIds is not (["MilvusInvalidArgument"] or ["MilvusFileNotFound"]))
            {
                wrong.Add($"{cmdlet} -{parameter}: {string.Join(", ", ran.ErrorIds)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.False(File.Exists("MILVUS_NO_FILE"));
    }

    // The arguments that a cmdlet needs besides its path.
    private static string Start(string cmdlet, string parameter) => cmdlet switch
    {
        "ConvertTo-MilvusImportFile" => "@{ id = 1; vector = 1, 2 } | ConvertTo-MilvusImportFile c",
        "Import-MilvusEntity" or "Export-MilvusEntity" when parameter == "LedgerPath" => $"{cmdlet} c none.jsonl",
        "Import-MilvusEntity" or "Export-MilvusEntity" or "Export-MilvusSchema" or "Get-MilvusEntity" => $"{cmdlet} c",
        "Copy-MilvusCollection" => "Copy-MilvusCollection c copy",
        "Copy-MilvusDatabaseFile" or "Repair-MilvusDatabaseFile" => $"{cmdlet} -Destination never-written.db",
        "Send-MilvusImportFile" => "Send-MilvusImportFile -Destination .",
        "Convert-MilvusCollection" => "Convert-MilvusCollection c c2",
        "Restore-MilvusDatabase" when parameter == "LedgerPath" => "Restore-MilvusDatabase nowhere",
        "Connect-Milvus" when parameter == "TracePath" => "Connect-Milvus -InMemory -Name other",
        _ => cmdlet,
    };
}

using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Isolation;

/// <summary>Several copies and versions of the module on one machine, and in one session.</summary>
public class SideBySideTests
{
    private const string Copy =
        """
        $ErrorActionPreference = 'Stop'
        $root = '{0}'
        function Copy-Module([string] $Folder, [string] $Version) {
            $null = New-Item -ItemType Directory $Folder -Force
            Copy-Item (Join-Path $root bin), (Join-Path $root en-US) $Folder -Recurse
            (Get-Content (Join-Path $root Milvus.psd1)) -replace "ModuleVersion .*", "ModuleVersion = '$Version'" |
                Set-Content (Join-Path $Folder Milvus.psd1)
        }
        """;

    [PwshFact]
    public void SideBySide_module_is_imported_from_two_folders_of_a_session()
    {
        var lines = Run(
            """
            Copy-Module ./a/Milvus 0.1.0
            Copy-Module ./b/Milvus 0.1.0
            Import-Module ./a/Milvus/Milvus.psd1
            $first = Connect-Milvus -InMemory
            Import-Module ./b/Milvus/Milvus.psd1
            $null = New-MilvusCollection docs -Dimension 2 -Connection $first -WarningVariable warned
            (Get-MilvusCollection -Connection $first).Collection
            "errors: $($Error.Count), warnings: $($warned.Count)"
            """);

        Assert.Equal(["docs", "errors: 0, warnings: 0"], lines);
    }

    [PwshFact]
    public void SideBySide_second_version_in_a_session_says_which_one_runs()
    {
        var lines = Run(
            """
            Copy-Module ./Milvus/0.1.0 0.1.0
            Copy-Module ./Milvus/9.9.0 9.9.0
            $env:PSModulePath = $PWD.Path
            Import-Module Milvus -RequiredVersion 0.1.0
            $null = Connect-Milvus -InMemory -WarningVariable before
            Import-Module Milvus -RequiredVersion 9.9.0
            $null = Connect-Milvus -InMemory -WarningVariable warned -WarningAction SilentlyContinue
            $null = Get-MilvusServer -WarningVariable again -WarningAction SilentlyContinue
            "$($before.Count) $($again.Count)"
            "$warned"
            """);

        Assert.Equal(
            [
                "0 0",
                "Version 9.9.0 of the module Milvus is imported, but version 0.1.0 was loaded before and runs. "
                    + "A new PowerShell session loads the other one.",
            ],
            lines);
    }

    [PwshFact]
    public void SideBySide_connections_stay_until_the_last_copy_is_removed()
    {
        var lines = Run(
            """
            Copy-Module ./a/Milvus 0.1.0
            Copy-Module ./b/Milvus 0.1.0
            Import-Module ./a/Milvus/Milvus.psd1
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection docs -Dimension 2
            Import-Module ./b/Milvus/Milvus.psd1
            Import-Module ./b/Milvus/Milvus.psd1 -Force
            (Get-MilvusCollection).Name
            Import-Module ./a/Milvus/Milvus.psd1 -Force
            (Get-MilvusCollection).Name
            Remove-Module Milvus
            Import-Module ./a/Milvus/Milvus.psd1
            try { Get-MilvusCollection } catch { "$_" }
            $null = Connect-Milvus -InMemory
            Disconnect-Milvus
            try { Get-MilvusCollection } catch { "$_" }
            """);

        Assert.Equal(
            [
                "docs",
                "docs",
                "Not connected to Milvus: the module was removed, or imported again with -Force, which closed its connections.",
                "Not connected to Milvus.",
            ],
            lines);
    }

    [PwshFact]
    public void SideBySide_new_session_gets_the_newest_version_by_name()
    {
        var lines = Run(
            """
            Copy-Module ./Milvus/0.0.9 0.0.9
            Copy-Module ./Milvus/0.1.0 0.1.0
            $env:PSModulePath = $PWD.Path
            "$((Get-Module Milvus -ListAvailable).Version)"
            $null = Connect-Milvus -InMemory -WarningVariable warned
            "$((Get-Module Milvus).Version) $($warned.Count)"
            """);

        Assert.Equal(["0.1.0 0.0.9", "0.1.0 0"], lines);
    }

    private static string[] Run(string script)
    {
        using var folder = new TemporaryFolder();
        var whole = $"Set-Location '{folder.FullName}'\n{Copy.Replace("{0}", Repository.Root, StringComparison.Ordinal)}\n{script}";
        using var pwsh = Pwsh.Start($". '{folder.Write("all.ps1", whole)}'");
        var result = pwsh.Finish();
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Lines));
        return [.. result.Lines.Where(line => line.Length > 0)];
    }
}

using System.Management.Automation;
using System.Reflection;
using Milvus.Module.Tests.Guards;
using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Paths of files behave like those of Get-Content and Export-Csv.</summary>
public sealed class FilePathTests : IDisposable
{
    private const string One = "{\"id\":1,\"vector\":[1,2]}\n";
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public FilePathTests()
    {
        _shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection c -Dimension 2
            $ExecutionContext.SessionState.Path.SetLocation($args[0])
            """,
            _folder.FullName);
        _folder.Write("data[1].jsonl", One);
        _folder.Write("a.jsonl", One);
        _folder.Write("b.jsonl", One);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("-LiteralPath 'data[1].jsonl'", 1)]
    [InlineData("'data`[1`].jsonl'", 1)]
    [InlineData("'data[[]1].jsonl'", 1)]
    [InlineData("'?.jsonl'", 2)]
    [InlineData("a.jsonl, ./b.jsonl", 2)]
    [InlineData("'*.jsonl'", 3)]
    public void Import_MilvusEntity_reads_every_match(string path, long rows) =>
        Assert.Equal([rows], _shell.Do($"Import-MilvusEntity c {path}").Values("RowsAcknowledged").Select(Convert.ToInt64));

    [UnixTheory]
    [InlineData("Import-MilvusEntity c pipe.jsonl")]
    [InlineData("Import-MilvusEntity c link.jsonl")]
    [InlineData("Import-MilvusEntity c *.jsonl")]
    [InlineData("Import-MilvusEntity c a.jsonl -LedgerPath pipe.jsonl")]
    [InlineData("Export-MilvusEntity c pipe.jsonl -Force")]
    [InlineData("Export-MilvusEntity c link.jsonl -Append")]
    [InlineData("Get-MilvusEntity c -CheckpointPath pipe.jsonl")]
    [InlineData("Export-MilvusSchema c pipe.jsonl -Force")]
    public void FileKinds_pipe_is_neither_waited_for_nor_replaced(string line)
    {
        _shell.Do("mkfifo pipe.jsonl; ln -s pipe.jsonl link.jsonl");

        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(".jsonl' is a pipe or a socket", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], _shell.Do("test -p pipe.jsonl; \"$LASTEXITCODE\"").Texts);
    }

    [Theory]
    [InlineData("'data[1].jsonl'", "MilvusFileNotFound")]
    [InlineData("'nope*.jsonl'", "MilvusFileNotFound")]
    [InlineData("nope.jsonl", "MilvusFileNotFound")]
    [InlineData("-LiteralPath '*.jsonl'", "MilvusFileNotFound")]
    [InlineData(".", "MilvusInvalidArgument")]
    [InlineData("env:PATH", "MilvusInvalidArgument")]
    [InlineData("nosuchdrive:/a.jsonl", "MilvusInvalidArgument")]
    public void Import_MilvusEntity_without_a_file_is_an_error_that_shows_the_path(string path, string id)
    {
        var ran = _shell.Run($"Import-MilvusEntity c {path}");

        Assert.Equal([id], ran.ErrorIds);
        Assert.Empty(ran.Output);
    }

    [Fact]
    public void Import_MilvusEntity_one_path_without_a_file_leaves_the_others()
    {
        var ran = _shell.Run("Import-MilvusEntity c nope.jsonl, a.jsonl");

        Assert.Equal(["MilvusFileNotFound"], ran.ErrorIds);
        Assert.Equal([1L], ran.Values("RowsAcknowledged").Select(Convert.ToInt64));
    }

    [Theory]
    [InlineData("$ExecutionContext.InvokeProvider.ChildItem.Get('*.jsonl', $false) | Import-MilvusEntity c", 3)]
    [InlineData("'a.jsonl', 'b.jsonl' | Import-MilvusEntity c", 2)]
    [InlineData("[pscustomobject]@{ PSPath = 'data[1].jsonl' } | Import-MilvusEntity c", 1)]
    [InlineData("[IO.FileInfo]::new($PWD.ProviderPath + '/data[1].jsonl') | Import-MilvusEntity c", 1)]
    [InlineData("[IO.DirectoryInfo]::new($PWD.ProviderPath).GetFiles('*.jsonl') | Import-MilvusEntity c", 3)]
    public void Import_MilvusEntity_files_that_are_piped_are_one_import(string command, long rows) =>
        Assert.Equal([rows], _shell.Do(command).Values("RowsAcknowledged").Select(Convert.ToInt64));

    /// <summary>Objects of .NET have no PSPath; their names must not be read as wildcards.</summary>
    [Fact]
    public void FilePath_every_literal_path_of_the_pipeline_takes_files_of_the_shell_and_of_NET()
    {
        var parameters = ModuleCmdlets.All
            .Select(type => (Type: type, Property: type.GetProperty("LiteralPath")))
            .Where(pair => pair.Property?.GetCustomAttributes<ParameterAttribute>()
                .Any(parameter => parameter.ValueFromPipelineByPropertyName) == true)
            .ToList();

        Assert.True(parameters.Count > 2);
        Assert.All(parameters, pair => Assert.Equal(
            ["FullName", "LP", "PSPath"], pair.Property!.GetCustomAttribute<AliasAttribute>()!.AliasNames.Order()));
    }

    [Theory]
    [InlineData("Import-MilvusEntity c {0}")]
    [InlineData("Import-MilvusEntity c -LiteralPath {0}")]
    [InlineData("Import-MilvusEntity c a.jsonl -LedgerPath {0}")]
    [InlineData("Export-MilvusEntity c {0} -Format Csv")]
    [InlineData("Export-MilvusEntity c -LiteralPath {0} -Format Csv -Force")]
    [InlineData("Export-MilvusSchema c {0}")]
    [InlineData("Import-MilvusSchema {0}")]
    [InlineData("Backup-MilvusRbac {0}")]
    [InlineData("Restore-MilvusRbac {0} -WhatIf")]
    [InlineData("Backup-MilvusDatabase {0}")]
    [InlineData("Restore-MilvusDatabase {0}")]
    [InlineData("Test-MilvusBackup {0}")]
    [InlineData("Connect-Milvus -Path {0}")]
    [InlineData("@{{ id = 1; vector = 1, 2 }} | ConvertTo-MilvusImportFile c {0}")]
    [InlineData("Copy-MilvusCollection c -NewName d -LedgerPath {0}")]
    public void FilePath_spaces_and_NUL_are_refused_by_every_cmdlet(string command)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        foreach (var path in new[] { "' '", "\"  \"", "\"a`0b\"" })
        {
            var ran = _shell.Run(string.Format(culture, command, path));

            Assert.Equal([$"{path}: MilvusInvalidArgument"], ran.ErrorIds.Select(id => $"{path}: {id}"));
        }

        Assert.DoesNotContain(Directory.GetFileSystemEntries(_folder.FullName), path => Path.GetFileName(path).Trim().Length < 2);
    }

    [Fact]
    public void FilePath_drives_and_home_are_followed()
    {
        _shell.Do("$null = $ExecutionContext.SessionState.Drive.New([Management.Automation.PSDriveInfo]::new('rows', "
            + "$ExecutionContext.SessionState.Provider.GetOne('FileSystem'), $args[0], '', $null), 'global')", _folder.FullName);

        Assert.Equal([1L], _shell.Do("Import-MilvusEntity c rows:/a.jsonl").Values("RowsAcknowledged").Select(Convert.ToInt64));
        Assert.Equal(["MilvusFileNotFound"], _shell.Run("Import-MilvusEntity c ~/no-such-file-of-milvus.jsonl").ErrorIds);
        _shell.Do("Export-MilvusEntity c rows:/out.jsonl");
        Assert.True(File.Exists(_folder.File("out.jsonl")));
    }

    [Theory]
    [InlineData("Export-MilvusEntity c")]
    [InlineData("Export-MilvusSchema c")]
    [InlineData("Backup-MilvusRbac")]
    [InlineData("@{ id = 1; vector = 1, 2 } | ConvertTo-MilvusImportFile c")]
    public void FilePath_writers_take_wildcards_for_one_file_only(string command)
    {
        _folder.Write("old.json", "old");

        Assert.Equal(["MilvusInvalidArgument"], _shell.Run($"{command} 'nope*.json'").ErrorIds);
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run($"{command} '?.jsonl' -Force").ErrorIds);
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run($"{command} env:foo").ErrorIds);
        Assert.Equal(["MilvusAlreadyExists"], _shell.Run($"{command} 'ol?.json'").ErrorIds);
        Assert.Equal(["MilvusFileNotFound"], _shell.Run($"{command} nofolder/x.json").ErrorIds);
        // Where one of them is needed, PowerShell itself refuses both.
        Assert.Equal(
            [command.StartsWith("Backup", StringComparison.Ordinal) ? "MilvusInvalidArgument" : "AmbiguousParameterSet"],
            _shell.Run($"{command} -Path x.json -LiteralPath y.json").ErrorIds);
        Assert.Equal("old", File.ReadAllText(_folder.File("old.json")));
        _shell.Do($"{command} 'ol?.json' -Force; {command} -LiteralPath 'new[1].json'");
        Assert.NotEqual("old", File.ReadAllText(_folder.File("old.json")));
        Assert.True(File.Exists(_folder.File("new[1].json")));
        Assert.Equal(One, File.ReadAllText(_folder.File("a.jsonl")));
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.tmp"));
    }

    [Fact]
    public void FilePath_schemas_and_backups_are_read_by_the_same_rules()
    {
        _shell.Do("Export-MilvusSchema c -LiteralPath 's[1].json'; Backup-MilvusRbac -LiteralPath 'r[1].json'; Backup-MilvusRbac r2.json");

        Assert.Equal(["MilvusFileNotFound"], _shell.Run("Import-MilvusSchema 's[1].json'").ErrorIds);
        Assert.Equal(["d"], _shell.Do("Import-MilvusSchema -LiteralPath 's[1].json' -NewName d").Values("Name"));
        Assert.Equal(["MilvusFileNotFound"], _shell.Run("Restore-MilvusRbac 'r[1].json' -WhatIf").ErrorIds);
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("Restore-MilvusRbac 'r*.json' -WhatIf").ErrorIds);
        _shell.Do("Restore-MilvusRbac -LiteralPath 'r[1].json' -WhatIf");
    }

    [Fact]
    public void FilePath_files_of_one_name_are_at_the_location_of_the_runspace()
    {
        _shell.Do(
            """
            $file = Connect-Milvus -Path './my[1].db' -TracePath 'trace[1].log' -Name file
            $null = New-MilvusCollection t -Dimension 2 -Connection $file
            $null = Get-MilvusEntity t -CheckpointPath 'at[1].position' -Connection $file
            Disconnect-Milvus $file
            """);

        Assert.True(File.Exists(_folder.File("my[1].db")));
        Assert.True(File.Exists(_folder.File("trace[1].log")));
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("Connect-Milvus -Path 'my*.db'").ErrorIds);
    }

    [Fact]
    public void FilePath_import_of_the_engine_reads_files_at_the_location_of_the_runspace()
    {
        _shell.Do("$null = Start-MilvusImport c '?.jsonl', 'data`[1`].jsonl' -Wait");

        Assert.Equal([3L], _shell.Do("Get-MilvusCollection c").Values("RowCount").Select(Convert.ToInt64));
        Assert.Equal(["MilvusFileNotFound"], _shell.Run("Start-MilvusImport c 'nope*.jsonl' -Wait").ErrorIds);
    }
}

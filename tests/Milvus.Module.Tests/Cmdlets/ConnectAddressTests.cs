using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>The first argument of Connect-Milvus is a server, a file, or refused.</summary>
public sealed class ConnectAddressTests : IDisposable
{
    private readonly ModuleShell _shell = new();
    private readonly TemporaryFolder _folder = new();

    public ConnectAddressTests() => _shell.Do("$null = $ExecutionContext.SessionState.Path.SetLocation($args[0])", _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("mydb", "http://mydb:19530", "-Path ./mydb")]
    [InlineData("milvus-lab", "http://milvus-lab:19530", "-Path ./milvus-lab")]
    [InlineData("milvus.lab.local", "http://milvus.lab.local:19530", "-Path ./milvus.lab.local")]
    [InlineData("db01.corp", "http://db01.corp:19530", "-Path ./db01.corp")]
    [InlineData("127.0.0.1", "http://127.0.0.1:19530", "-Path ./127.0.0.1")]
    [InlineData("localhost", "http://localhost:19530", "-Path ./localhost")]
    [InlineData("::1", "http://[::1]:19530", "-Path")]
    [InlineData("[::1]", "http://[::1]:19530", "-Path")]
    [InlineData("fe80::1", "http://[fe80::1]:19530", "-Path")]
    [InlineData("localhost:", "http://localhost:19530", "-Path")]
    [InlineData("localhost:abc", "http://localhost:19530", "-Path")]
    [InlineData("localhost:99999", "http://localhost:19530", "-Path")]
    [InlineData("https:/lab", "https://lab", "-Path")]
    [InlineData("http:lab", "http://lab", "-Path")]
    [InlineData("unix:/tmp/x", "http://localhost:19530", "-Path")]
    [InlineData("unix:///tmp/x", "http://localhost:19530", "-Path")]
    [InlineData("file:///tmp/x.db", "http://localhost:19530", "-Path")]
    [InlineData("ftp://lab", "http://localhost:19530", "-Path")]
    [InlineData("  ", "http://localhost:19530", "-Path")]
    public void Connect_Milvus_text_that_is_neither_is_refused_with_both_spellings(string text, string server, string path)
    {
        var error = Assert.Single(_shell.Run("Connect-Milvus $args[0] -Token secret:word", text).Errors);

        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(server, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(path, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.FullName));
    }

    [Theory]
    [InlineData("./mydb", "mydb")]
    [InlineData(".hidden", ".hidden")]
    [InlineData("my.db", "my.db")]
    [InlineData("my.DB", "my.DB")]
    [InlineData(" my.db", " my.db")]
    [InlineData("../{folder}/mydb", "mydb")]
    [InlineData("{full}/mydb", "mydb")]
    [InlineData("FileSystem::{full}/mydb", "mydb")]
    [InlineData("Microsoft.PowerShell.Core\\FileSystem::{full}/mydb", "mydb")]
    [InlineData("Here:/mydb", "mydb")]
    [InlineData("here:mydb", "mydb")]
    public void Connect_Milvus_text_that_looks_like_a_path_is_one(string text, string file)
    {
        _shell.Do(
            """
            $session = $ExecutionContext.SessionState
            $drive = [System.Management.Automation.PSDriveInfo]::new('Here', $session.Provider.GetOne('FileSystem'), $args[0], '', $null)
            $null = $session.Drive.New($drive, 'global')
            """,
            _folder.FullName);
        var path = text.Replace("{folder}", Path.GetFileName(_folder.FullName), StringComparison.Ordinal)
            .Replace("{full}", _folder.FullName, StringComparison.Ordinal);

        var connected = Assert.Single(_shell.Do("Connect-Milvus $args[0]", path).Output);

        Assert.Equal(["embedded", _folder.File(file)], [connected.Properties["ServerType"].Value, connected.Properties["Address"].Value]);
        Assert.True(File.Exists(_folder.File(file)));
    }

    [Fact]
    public void Disconnect_Milvus_file_that_exists_is_one_whatever_its_name_and_Path_takes_any_name()
    {
        _shell.Do("$null = Connect-Milvus -Path mydb; Disconnect-Milvus");

        Assert.Equal([_folder.File("mydb")], _shell.Do("(Connect-Milvus mydb).Address").Output.Select(item => item.BaseObject));
    }

    [Theory]
    [InlineData("env:x")]
    [InlineData("Variable:/x")]
    [InlineData("Environment::x")]
    public void Connect_Milvus_path_of_another_provider_is_refused(string path)
    {
        foreach (var line in (string[])["Connect-Milvus $args[0]", "Connect-Milvus -Path $args[0]"])
        {
            var error = Assert.Single(_shell.Run(line, path).Errors);

            Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("of the provider", error.Exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("-Token root:Milvus", "-Token")]
    [InlineData("-WaitSec 1", "-WaitSec")]
    [InlineData("-NoProxy", "-NoProxy")]
    [InlineData("-ServerName a", "-ServerName")]
    [InlineData("-SkipCertificateCheck", "-SkipCertificateCheck")]
    public void Connect_Milvus_what_is_meant_for_a_server_is_refused_beside_a_path(string option, string named)
    {
        var ran = _shell.Run("Connect-Milvus ./my.db " + option);

        var error = Assert.Single(ran.Errors);
        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(named, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.FullName));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("127.0.0.1:1")]
    public void Connect_Milvus_what_is_meant_for_TLS_is_refused_beside_an_address_without_it(string address)
    {
        var ran = _shell.Run("Connect-Milvus $args[0] -ServerName a -SkipCertificateCheck", address);

        var error = Assert.Single(ran.Errors);
        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("-ServerName, -SkipCertificateCheck are only for https", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(ran.Warnings);
    }

    [Theory]
    [InlineData("HTTP://127.0.0.1:1")]
    [InlineData("Http://127.0.0.1:1")]
    [InlineData("TCP://127.0.0.1:1")]
    [InlineData(" http://127.0.0.1:1 ")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.0.0.1:1/")]
    [InlineData("localhost:1")]
    [InlineData("[::1]:1")]
    public void Connect_Milvus_server_is_called(string text)
    {
        var error = Assert.Single(_shell.Run("Connect-Milvus $args[0] -TimeoutSec 5", text).Errors);

        Assert.StartsWith("MilvusServerUnavailable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [Failure("S2")]
    [InlineData("root:Milvus@lab:19530")]
    [InlineData("root:Milvus@lab")]
    [InlineData("http://root:Milvus@lab")]
    public void Connect_Milvus_password_in_an_address_is_refused_and_not_repeated(string text)
    {
        var error = Assert.Single(_shell.Run("Connect-Milvus $args[0]", text).Errors);

        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Milvus@",
            $"{error.Exception.Message} {error.TargetObject} {error.ErrorDetails.RecommendedAction}",
            StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_Milvus_names_of_databases_in_memory_differ()
    {
        _shell.Do("$null = Connect-Milvus -InMemory; $null = New-MilvusCollection keep -Dimension 2; $null = Connect-Milvus -InMemory");

        Assert.Equal([":memory:", ":memory: (2)"], _shell.Do("(Get-MilvusConnection).Name").Texts);
        Assert.Equal(["keep"], _shell.Do("Get-MilvusCollection -Connection ':memory:'").Texts);
        Assert.Empty(_shell.Do("Get-MilvusCollection -Connection ':memory: (2)'").Output);
    }

    [Fact]
    public void Connect_Milvus_same_file_again_has_the_same_name()
    {
        _shell.Do("$null = Connect-Milvus -Path ./a.db -Name one; Disconnect-Milvus; $null = Connect-Milvus -Path ./a.db");

        Assert.Equal([_folder.File("a.db")], _shell.Do("(Get-MilvusConnection).Name").Texts);
    }
}

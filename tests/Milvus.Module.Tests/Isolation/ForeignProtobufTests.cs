using System.Reflection;
using System.Reflection.Emit;
using Milvus.Module.Tests.Shell;

namespace Milvus.Module.Tests.Isolation;

/// <summary>Another module's old Google.Protobuf in the same process, loaded before ours or after it.</summary>
public class ForeignProtobufTests
{
    [Theory]
    [InlineData("-First")]
    [InlineData("-Last")]
    public void ForeignProtobuf_older_version_in_the_default_context_disturbs_nothing(string order)
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write(
            "order.ps1",
            """
            param([string] $Path, [switch] $First, [switch] $Last)
            if ($First) { $null = [System.Reflection.Assembly]::LoadFrom($Path) }
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection docs -Dimension 2
            if ($Last) { $null = [System.Reflection.Assembly]::LoadFrom($Path) }
            (Get-MilvusCollection).Name
            [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | ForEach-Object { $_.GetName() } |
                Where-Object Name -EQ Google.Protobuf | ForEach-Object { $_.Version.ToString() }
            """);

        var result = ShellRun.Of(script, "-Path", OlderVersion(folder.File("Google.Protobuf.dll")), order);

        Assert.Equal(string.Empty, result.Errors);
        Assert.Equal(["docs", "3.0.0.0"], result.Lines);
    }

    // The assembly has no types: a client that loaded it would fail at once.
    private static string OlderVersion(string file)
    {
        var assembly = new PersistedAssemblyBuilder(
            new AssemblyName("Google.Protobuf") { Version = new Version(3, 0, 0, 0) },
            typeof(object).Assembly);
        assembly.DefineDynamicModule("Google.Protobuf");
        assembly.Save(file);
        return file;
    }
}

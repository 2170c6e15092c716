using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Pester;

public sealed class PesterTests
{
    [PwshFact]
    public void Pester_tests_pass() =>
        AssertPass(Repository.Combine("tests", "Pester"), "$configuration.Filter.ExcludeTag = 'NotEmbedded'");

    [PwshFact]
    public void Pester_example_tests_pass() => AssertPass(Repository.Combine("examples", "testing"), string.Empty);

    /// <summary>The file of an administrator, which does not depend on the back end, on a real Milvus. It runs on the engine
    /// above.</summary>
    [PwshMilvusFact]
    public void Pester_file_of_an_administrator_passes_on_Milvus() => AssertPass(
        Repository.Combine("tests", "Pester", "Administration.Tests.ps1"),
        $"$env:MILVUS_URI = '{Peer.Milvus.Uri}'; $env:MILVUS_TOKEN = '{Peer.Milvus.Token}'");

    private static void AssertPass(string path, string setting)
    {
        using var folder = new TemporaryFolder();
        var report = folder.File("pester.xml");
        using var pwsh = Pwsh.Start($$"""
            Import-Module '{{Path.Combine(PesterFolder, "Pester.psd1")}}'
            $configuration = New-PesterConfiguration
            $configuration.Run.Path = '{{path}}'
            $configuration.Run.Exit = $true
            $configuration.TestResult.Enabled = $true
            $configuration.TestResult.OutputPath = '{{report}}'
            $env:MILVUS_URI = $null
            {{setting}}
            Invoke-Pester -Configuration $configuration
            """);

        var result = pwsh.Finish();

        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        // A run without tests would also succeed.
        Assert.NotEqual(0, int.Parse(XDocument.Load(report).Root!.Attribute("total")!.Value, CultureInfo.InvariantCulture));
    }

    private static string PesterFolder => typeof(PesterTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "PesterFolder").Value!;
}

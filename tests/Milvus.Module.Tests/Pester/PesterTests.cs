using System.Globalization;
using System.Xml.Linq;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Pester;

public sealed class PesterTests
{
    [PesterFact]
    public void The_Pester_tests_pass() => Passes(Repository.Combine("tests", "Pester"));

    /// <summary>The same file as on the engine, without a condition in it.</summary>
    [PesterFact("milvus")]
    public void A_day_of_an_administrator_passes_on_a_server_too() => Passes(
        Repository.Combine("tests", "Pester", "Administration.Tests.ps1"),
        """
        $env:MILVUS_URI = $env:MILVUS_URI ? $env:MILVUS_URI : 'http://127.0.0.1:19530'
        $env:MILVUS_TOKEN = $env:MILVUS_TOKEN ? $env:MILVUS_TOKEN : 'root:Milvus'
        """);

    private static void Passes(string path, string before = "")
    {
        using var folder = new TemporaryFolder();
        var report = folder.File("pester.xml");
        var script = $$"""
            {{before}}
            $configuration = New-PesterConfiguration
            $configuration.Run.Path = '{{path}}'
            $configuration.Run.Exit = $true
            if (-not $env:MILVUS_URI) { $configuration.Filter.ExcludeTag = 'NotEmbedded' }
            $configuration.TestResult.Enabled = $true
            $configuration.TestResult.OutputPath = '{{report}}'
            Invoke-Pester -Configuration $configuration
            """;
        using var pwsh = RunningProgram.Start("pwsh", ["-NoProfile", "-NonInteractive", "-Command", script]);

        var result = pwsh.Finish();

        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        // No test found would be success, too.
        Assert.NotEqual(0, int.Parse(XDocument.Load(report).Root!.Attribute("total")!.Value, CultureInfo.InvariantCulture));
    }
}

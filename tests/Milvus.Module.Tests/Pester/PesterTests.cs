using System.Globalization;
using System.Xml.Linq;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Pester;

public sealed class PesterTests
{
    [PesterFact]
    public void The_Pester_tests_pass()
    {
        using var folder = new TemporaryFolder();
        var report = folder.File("pester.xml");
        var script = $$"""
            $configuration = New-PesterConfiguration
            $configuration.Run.Path = '{{Repository.Combine("tests", "Pester")}}'
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

namespace Milvus.Module.Tests.Documents;

/// <summary>The lines of pages that another test runs, or that no test can run.</summary>
internal static class Elsewhere
{
    /// <summary>The beginning of such a line, and the reason.</summary>
    internal static IReadOnlyList<(string Words, string Reason)> All { get; } =
    [
        ("dotnet run --project src/Milvus.Shell -- examples/quickstart.ps1", "QuickstartTests"),
        ("dotnet run --project src/Milvus.Server -- --path ./demo.db --port 19530 --token root:Milvus", "ServerTests, on a free port"),
        ("dotnet test", "the run that this test belongs to"),
        ("dotnet build", "what made this test"),
        ("./build.ps1 -Task Package", "the package check of .ci/run"),
        ("Register-PSResourceRepository ", "the package check of .ci/run"),
        ("Install-PSResource ", "the package check of .ci/run"),
        ("Import-Module Milvus", "the package check of .ci/run"),
        ("Invoke-Pester ", "PesterTests"),
        ("$env:MILVUS_URI = ", "PesterTests"),
    ];

    internal static bool Has(string line) => All.Any(item => line.StartsWith(item.Words, StringComparison.Ordinal));

    /// <summary>The block without the lines that run elsewhere.</summary>
    internal static string Without(string text) => string.Join('\n', text.Split('\n').Where(line => !Has(line)));
}

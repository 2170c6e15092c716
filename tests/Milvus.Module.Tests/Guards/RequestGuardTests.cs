using System.Management.Automation;
using System.Reflection;
using Milvus.Module.Tests.Requests;

namespace Milvus.Module.Tests.Guards;

/// <summary>Each cmdlet and each parameter has a test of its exact request.</summary>
public sealed class RequestGuardTests
{
    // These only choose, show or close connections of this process, compute something, or use files only.
    private static readonly string[] _silent =
    [
        "Disconnect-Milvus",
        "Get-MilvusConnection",
        "Use-MilvusConnection",
        "ConvertFrom-MilvusTimestamp",
        "ConvertTo-MilvusTimestamp",
        "Show-MilvusSearch",
        "Copy-MilvusDatabaseFile",
        "Repair-MilvusDatabaseFile",
    ];

    // The same in every cmdlet, and tested once.
    private static readonly string[] _common = ["Connection", "Database", "TimeoutSec"];

    // Paths and encodings of files, which FilePathTests and FileFormatTests test.
    private static readonly string[] _ofFiles = ["LiteralPath", "Encoding"];

    // Parameters that do not show in requests: a file has no requests, certificates and proxies belong to the handshake, and a trace
    // records requests. -Rest is -RestUri with the address of the connection, which has no REST interface in these tests.
    private static readonly string[] _elsewhere =
    [
        "Connect-Milvus -Path",
        "Connect-Milvus -CACertificate",
        "Connect-Milvus -ClientCertificate",
        "Connect-Milvus -ServerName",
        "Connect-Milvus -SkipCertificateCheck",
        "Connect-Milvus -NoProxy",
        "Connect-Milvus -TracePath",
        "Connect-Milvus -TraceValues",
        "Export-MilvusEntity -Append",
        "Export-MilvusEntity -Delimiter",
        "Export-MilvusEntity -EscapeFormula",
        "Convert-MilvusCollection -LedgerPath",
        "Export-MilvusEntity -LedgerPath",
        "Export-MilvusEntity -NoClobber",
        "Export-MilvusEntity -Verify",
        "Import-MilvusEntity -Delimiter",
        "Import-MilvusEntity -Force",
        "Import-MilvusEntity -UnescapeFormula",
        "Import-MilvusEntity -LedgerPath",
        "Import-MilvusEntity -Map",
        "Send-MilvusImportFile -CACertificate",
        "Send-MilvusImportFile -SkipCertificateCheck",
        "Send-MilvusImportFile -NoProxy",
        "Start-MilvusImport -Rest",
        "Wait-MilvusImport -Rest",
    ];

    /// <summary>All piped objects are tested by <see cref="PipelineGuardTests"/>.</summary>
    [Fact]
    public void RequestGuard_every_parameter_is_used_in_a_request_test()
    {
        var used = RequestLines.Uses();
        var unused = ModuleCmdlets
            .All.Where(cmdlet => !_silent.Contains(ModuleCmdlets.NameOf(cmdlet)))
            .Select(cmdlet =>
                (
                    Name: ModuleCmdlets.NameOf(cmdlet),
                    Parameters: ModuleCmdlets
                        .Parameters(cmdlet)
                        .Where(parameter =>
                            !_common.Contains(parameter.Name)
                            && !_ofFiles.Contains(parameter.Name)
                            && !_elsewhere.Contains($"{ModuleCmdlets.NameOf(cmdlet)} -{parameter.Name}"))
                        .Where(parameter => !used.Contains((ModuleCmdlets.NameOf(cmdlet), parameter.Name)))
                        .Where(parameter =>
                            !(parameter.Name == "InputObject" && ModuleCmdlets.IsObject(ModuleCmdlets.Element(parameter.PropertyType))))
                        .Where(parameter => !(TakesPipeline(parameter) && used.Contains((ModuleCmdlets.NameOf(cmdlet), "|"))))
                        .Select(parameter => parameter.Name)
                        .ToArray()))
            .Where(cmdlet => cmdlet.Parameters.Length > 0)
            .Select(cmdlet => $"{cmdlet.Name}: {string.Join(", ", cmdlet.Parameters)}")
            .ToArray();

        Assert.True(unused.Length == 0, string.Join('\n', unused));
    }

    private static bool TakesPipeline(PropertyInfo parameter) =>
        parameter.GetCustomAttributes<ParameterAttribute>().Any(use => use.ValueFromPipeline);
}

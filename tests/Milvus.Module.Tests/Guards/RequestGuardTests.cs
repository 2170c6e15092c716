using System.Management.Automation;
using System.Reflection;
using Milvus.Module.Tests.Requests;

namespace Milvus.Module.Tests.Guards;

/// <summary>No cmdlet and no parameter is without a test of the exact request it makes.</summary>
public sealed class RequestGuardTests
{
    // They only choose, show or close connections of this process, or calculate.
    private static readonly string[] _silent =
    [
        "Disconnect-Milvus",
        "Get-MilvusConnection",
        "Use-MilvusConnection",
        "ConvertFrom-MilvusTimestamp",
        "ConvertTo-MilvusTimestamp",
    ];

    // The same for every cmdlet, and tested once for all.
    private static readonly string[] _common = ["Connection", "Database", "TimeoutSec"];

    // How a file is found and decoded, which FilePathTests and FileFormatTests try.
    private static readonly string[] _ofFiles = ["LiteralPath", "Encoding"];

    // Below the requests, or beside them: a file has no requests, certificates and proxies belong to the handshake, a trace is told of
    // requests, and -Rest is -RestUri with the
    // address of the connection, which speaks no REST in these tests.
    private static readonly string[] _elsewhere =
    [
        "Connect-Milvus -Path",
        "Connect-Milvus -CACertificate",
        "Connect-Milvus -ClientCertificate",
        "Connect-Milvus -ServerName",
        "Connect-Milvus -SkipCertificateCheck",
        "Connect-Milvus -NoProxy",
        "Connect-Milvus -TracePath",
        "Start-MilvusImport -Rest",
        "Wait-MilvusImport -Rest",
    ];

    /// <summary>Piped objects are tested one and all by <see cref="PipelineGuardTests"/>.</summary>
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

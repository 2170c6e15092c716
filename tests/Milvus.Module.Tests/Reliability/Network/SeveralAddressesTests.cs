using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Milvus.Module.Tests.Programs;
using Milvus.Server;

namespace Milvus.Module.Tests.Reliability.Network;

/// <summary>A host whose name has two addresses, of which only the second has a server.</summary>
public sealed class SeveralAddressesTests
{
    private const string Host = "two.milvus.test";
    private static readonly IPAddress _second = IPAddress.Parse("127.0.0.2");

    [NamespaceFact]
    [Failure("N7")]
    public async Task Connect_Milvus_reaches_a_host_at_its_second_address()
    {
        var port = FindPort();
        await using var server = await MilvusServer.StartAsync(
            new ServerOptions(null, 0, null),
            host: host => host.ConfigureKestrel(
                kestrel => kestrel.Listen(_second, port, listen => listen.Protocols = HttpProtocols.Http2)));

        var ran = Run($"(Connect-Milvus http://{Host}:{port}).Address; @(Get-MilvusCollection).Count");

        Assert.True(ran is { ExitCode: 0, Errors: "" }, ran.Errors);
        Assert.Equal([$"http://{Host}:{port}", "0"], ran.Lines);
    }

    [NamespaceFact]
    [Failure("N7")]
    public void Connect_Milvus_host_that_refuses_at_all_addresses_is_named()
    {
        var ran = Run($"try {{ Connect-Milvus http://{Host}:{FindPort()} }} catch {{ $_.FullyQualifiedErrorId; $_.Exception.Message }}");

        Assert.StartsWith("MilvusServerUnavailable", ran.Lines[0], StringComparison.Ordinal);
        Assert.Contains(Host, ran.Lines[1], StringComparison.Ordinal);
    }

    // 127.0.0.1 comes first, because it is the own address, too.
    private static ProgramResult Run(string script)
    {
        using var folder = new TemporaryFolder();
        var hosts = folder.File("hosts");
        File.WriteAllText(hosts, $"127.0.0.1 localhost\n127.0.0.2 {Host}\n127.0.0.1 {Host}\n");
        string[] shell = ["dotnet", Repository.Executable("Milvus.Shell"), "-Command", script];
        using var program = RunningProgram.Start(
            "unshare", ["--map-root-user", "--mount", "sh", "-c", "mount --bind \"$0\" /etc/hosts && exec \"$@\"", hosts, .. shell]);
        return program.Finish();
    }

    // A port of the second address that the first one does not have.
    private static int FindPort()
    {
        using var listener = new TcpListener(_second, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>The proxies of the environment, which .NET reads when a process starts.</summary>
public sealed class ProxyEnvironmentTests
{
    [PwshTheory]
    [Failure("N12")]
    [InlineData("http_proxy", "http")]
    [InlineData("https_proxy", "https")]
    public void Connect_Milvus_uses_the_proxy_of_the_environment_and_hides_its_password(string variable, string scheme)
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Server(authority, "milvus.test");
        using var server = new RecordingServer(certificate: scheme == "https" ? certificate : null);
        using var proxy = new ProxyServer(server.Uri.Port, "us@er:proxy-CANARY");
        using var folder = new TemporaryFolder();
        var trusted = folder.Write("ca.pem", authority.ExportCertificatePem());
        using var pwsh = Pwsh.Start(
            $$"""
            Import-Module '{{Repository.Manifest}}'
            $trusted = if ('{{scheme}}' -eq 'https') { @{ CACertificate = '{{trusted}}' } } else { @{} }
            $port = {{server.Uri.Port}}
            $null = Connect-Milvus {{scheme}}://milvus.test:$port @trusted -Verbose 4>&1 | Tee-Object -Variable lines
            (Get-MilvusDatabase).Name
            $direct = @{ Uri = "{{scheme}}://direct.invalid:$port" }, @{ Uri = "{{scheme}}://milvus.invalid:$port"; NoProxy = $true }
            foreach ($more in $direct) {
                try { Connect-Milvus @more @trusted } catch { $_.Exception.ErrorId }
            }
            $lines | Out-String -Width 500
            Get-MilvusConnection | Format-List * | Out-String -Width 500
            $Error | ForEach-Object { "$($_.Exception)" }
            """,
            new Dictionary<string, string>
            {
                [variable] = $"http://us%40er:proxy-CANARY@127.0.0.1:{proxy.Port}",
                ["no_proxy"] = "direct.invalid",
                ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            });

        var result = pwsh.Finish();

        Assert.Equal(["default", "MilvusServerUnavailable", "MilvusServerUnavailable"], result.Lines.Take(3));
        Assert.Contains($"is reached through the proxy http://127.0.0.1:{proxy.Port}.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", result.Output + result.Errors, StringComparison.Ordinal);
        Assert.All(proxy.Requests, line => Assert.Equal($"CONNECT milvus.test:{server.Uri.Port} HTTP/1.1", line));
        Assert.NotEmpty(proxy.Requests);
    }
}

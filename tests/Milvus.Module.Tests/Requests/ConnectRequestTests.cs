using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Shell;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The handshake, and the headers of every call.</summary>
public sealed class ConnectRequestTests : IDisposable
{
    private readonly RecordingServer _server = new("root:right-one");
    private readonly ModuleShell _shell = new();

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData("Connect-Milvus $uri -Token root:right-one")]
    [InlineData("$word = [securestring]::new(); 'right-one'.ToCharArray() | ForEach-Object { $word.AppendChar($_) }; Connect-Milvus "
        + "$uri -Credential ([pscredential]::new('root', $word))")]
    public void ConnectRequest_credentials_are_a_header_of_every_call(string connect)
    {
        _shell.Do($"$uri = '{_server.Address}'; $null = "
            + $"{(connect.Contains("$word =", StringComparison.Ordinal) ? $"& {{ {connect} }}" : connect)}; Get-MilvusCollection");

        Assert.All(_server.Log.Requests, call => Assert.Equal("cm9vdDpyaWdodC1vbmU=", call.Headers.GetValue("authorization")));
        var connected = _server.Log.Only<ConnectRequest>();
        Assert.NotEmpty(connected.ClientInfo.SdkType);
        Assert.NotEmpty(connected.ClientInfo.SdkVersion);
        Assert.All(
            _server.Log.Requests.Where(call => call.Name is not ("Connect" or "GetVersion")),
            call => Assert.NotNull(call.Headers.GetValue("identifier")));
    }

    [Fact]
    [Failure("N17")]
    public void ConnectRequest_database_is_a_header_and_the_time_limit_a_deadline()
    {
        _shell.Do("$null = Connect-Milvus $args[0] -Token root:right-one -Name a; $null = New-MilvusDatabase archive", _server.Address);
        _shell.Do("$b = Connect-Milvus $args[0] -Token root:right-one -Name b -Database archive", _server.Address);
        _server.Log.Requests.Clear();

        _shell.Do("Get-MilvusCollection -Connection a; Get-MilvusCollection; Get-MilvusCollection -Database default; "
            + "Get-MilvusCollection -Connection a -Database archive -TimeoutSec 7");

        Assert.Equal(
            ["default", "archive", "default", "archive"],
            _server.Log.Requests.Select(call => call.Headers.GetValue("dbname") is { Length: > 0 } name ? name : "default"));
        Assert.Equal([false, false, false, true], _server.Log.Requests.Select(call => call.Deadline is not null));
    }

    [Fact]
    public void Connect_Milvus_address_and_token_are_taken_from_the_environment_only_when_that_is_asked()
    {
        // In a separate process, because other tests also read these variables.
        var ran = ShellRun.Of("-Command", $$"""
            $env:MILVUS_URI = ''
            try { Connect-Milvus -FromEnvironment -ErrorAction Stop } catch { $_.Exception.ErrorId }
            $env:MILVUS_URI = '{{_server.Address}}'
            $env:MILVUS_TOKEN = 'root:right-one'
            try { Connect-Milvus '{{_server.Address}}' -ErrorAction Stop } catch { $_.Exception.ErrorId }
            (Connect-Milvus -FromEnvironment).Address
            """);

        Assert.Equal(["MilvusInvalidArgument", "MilvusAuthenticationFailed", _server.Address.TrimEnd('/')], ran.Lines);
    }

    [Fact]
    [Failure("N1")]
    public async Task Connect_Milvus_server_that_starts_later_is_waited_for()
    {
        using var free = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        var port = ((System.Net.IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Assert.Equal(["MilvusServerUnavailable"], _shell.Run($"Connect-Milvus http://127.0.0.1:{port} -WaitSec 0.5").ErrorIds);

        var starting = Task.Run(async () =>
        {
            // The first attempts meet a listener that closes the connection.
            using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port);
            listener.Start();
            for (var attempt = 0; attempt < 2; attempt++)
            {
                (await listener.AcceptTcpClientAsync()).Dispose();
            }

            listener.Stop();
            return await Milvus.Server.MilvusServer.StartAsync(new Milvus.Server.ServerOptions(null, port, null));
        });
        var ran = _shell.Run($"Connect-Milvus http://127.0.0.1:{port} -WaitSec 60 -Verbose");
        await using var started = await starting;

        Assert.Empty(ran.Errors);
        Assert.Contains(ran.Verbose, line => line.EndsWith("Trying again.", StringComparison.Ordinal));
    }

    [Fact]
    [Failure("N1")]
    public void Connect_Milvus_what_is_wrong_for_good_is_not_waited_for()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal(
            ["MilvusAuthenticationFailed"],
            _shell.Run("Connect-Milvus $args[0] -Token root:wrong-one -WaitSec 60", _server.Address).ErrorIds);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }
}

using Milvus.Module.Tests.Fake;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The handshake, and the headers of every call.</summary>
public sealed class ConnectRequestTests : IDisposable
{
    private readonly RecordingServer server = new("root:right-one");
    private readonly ModuleShell shell = new();

    public void Dispose()
    {
        shell.Dispose();
        server.Dispose();
    }

    [Theory]
    [InlineData("Connect-Milvus $uri -Token root:right-one")]
    [InlineData("$word = [securestring]::new(); 'right-one'.ToCharArray() | ForEach-Object { $word.AppendChar($_) }; Connect-Milvus $uri -Credential ([pscredential]::new('root', $word))")]
    public void Credentials_are_a_header_of_every_call(string connect)
    {
        shell.Do($"$uri = '{server.Address}'; $null = {(connect.Contains("$word =", StringComparison.Ordinal) ? $"& {{ {connect} }}" : connect)}; Get-MilvusCollection");

        Assert.All(server.Log.Requests, call => Assert.Equal("cm9vdDpyaWdodC1vbmU=", call.Headers.GetValue("authorization")));
        var connected = server.Log.Only<ConnectRequest>();
        Assert.NotEmpty(connected.ClientInfo.SdkType);
        Assert.NotEmpty(connected.ClientInfo.SdkVersion);
        Assert.All(server.Log.Requests.Where(call => call.Name is not ("Connect" or "GetVersion")), call => Assert.NotNull(call.Headers.GetValue("identifier")));
    }

    [Fact]
    public void The_database_is_a_header_and_the_time_limit_a_deadline()
    {
        shell.Do("$null = Connect-Milvus $args[0] -Token root:right-one -Name a; $null = New-MilvusDatabase archive", server.Address);
        shell.Do("$b = Connect-Milvus $args[0] -Token root:right-one -Name b -Database archive", server.Address);
        server.Log.Requests.Clear();

        shell.Do("Get-MilvusCollection -Connection a; Get-MilvusCollection; Get-MilvusCollection -Database default; Get-MilvusCollection -Connection a -Database archive -TimeoutSec 7");

        Assert.Equal(["default", "archive", "default", "archive"], server.Log.Requests.Select(call => call.Headers.GetValue("dbname") is { Length: > 0 } name ? name : "default"));
        Assert.Equal([false, false, false, true], server.Log.Requests.Select(call => call.Deadline is not null));
    }
}

using System.Text;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>A user who changes their own password can continue, with the identifier from Connect.</summary>
public sealed class OwnPasswordTests
{
    [Fact]
    [Failure("N14")]
    public void Set_MilvusUser_own_password_keeps_the_connection()
    {
        using var server = new RecordingServer("root:secret1");
        using var shell = new ModuleShell();
        shell.Do(
            "$null = Connect-Milvus $args[0] -Token root:secret1; Get-MilvusUser; Set-MilvusUser root -Password secret2; Get-MilvusUser",
            server.Address);

        var calls = server.Log.Requests.Where(call => call.Name == "SelectUser").ToList();
        Assert.Equal([Header("root:secret1"), Header("root:secret2")], calls.Select(call => call.Headers.GetValue("authorization")));
        Assert.Single(calls.Select(call => call.Headers.GetValue("identifier")).Distinct());
        Assert.NotNull(calls[1].Headers.GetValue("identifier"));
    }

    [Fact]
    [Failure("N14")]
    public void Set_MilvusUser_own_password_refuses_other_connections_at_once()
    {
        using var server = new RecordingServer("root:secret1");
        using var shell = new ModuleShell();
        shell.Do("$one = Connect-Milvus $args[0] -Token root:secret1; $two = Connect-Milvus $args[0] -Token root:secret1; "
            + "Set-MilvusUser root -Password secret2 -Connection $one", server.Address);
        server.Log.Names.Clear();

        var ran = shell.Run("Get-MilvusUser -Connection $two");

        Assert.Equal(["MilvusAuthenticationFailed"], ran.ErrorIds);
        Assert.Equal(["SelectUser"], server.Log.Names);
    }

    private static string Header(string token) => Convert.ToBase64String(Encoding.UTF8.GetBytes(token));
}

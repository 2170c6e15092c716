using System.Management.Automation;
using System.Text;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>A secret is sent only to the server.</summary>
public class SecretTests
{
    private const string Canary = "CANARY7d1f";

    [Theory]
    [Failure("S1")]
    [InlineData("-Token $token", true)]
    [InlineData("-Token $token", false)]
    [InlineData("-Credential $credential", true)]
    [InlineData("-Credential $credential", false)]
    public void Secret_is_in_no_stream_no_error_and_no_serialised_form(string secret, bool accepted)
    {
        using var server = new RecordingServer(accepted ? "root:" + Canary : "root:others");
        using var shell = new ModuleShell();

        var ran = shell.Run(
            $$"""
            param($address, $password)
            $token = "root:$password"
            $word = [securestring]::new(); $password.ToCharArray() | ForEach-Object { $word.AppendChar($_) }
            $credential = [pscredential]::new('root', $word)
            Connect-Milvus $address {{secret}} -Verbose -Debug
            """,
            server.Address,
            Canary);

        Assert.Equal(accepted, ran.Errors.Count == 0);
        var seen = string.Join(
            '\n',
            [
                shell.Screen.Text,
                .. ran.Verbose,
                .. ran.Warnings,
                .. ran.Output.Select(item => item + PSSerializer.Serialize(item, 5)),
                .. ran.Errors.Select(error =>
                    $"{error}{error.Exception}{error.ErrorDetails}{error.TargetObject}{PSSerializer.Serialize(error, 5)}"),
                .. accepted ? [shell.Show("Get-MilvusConnection; Get-MilvusServer")] : Array.Empty<string>(),
            ]);
        Assert.DoesNotContain(Canary, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("root:" + Canary)), seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)), seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://root:CANARY7d1f@localhost:19530")]
    [InlineData("http://root:CANARY7d1f@localhost:19530/db?x=1")]
    [InlineData("root:CANARY7d1f@localhost:19530")]
    [InlineData("ftp://root:CANARY7d1f@localhost")]
    [InlineData("http://root:CANARY@7d1f@local host")]
    public void Connect_Milvus_password_in_an_address_is_refused_and_not_repeated(string address)
    {
        using var shell = new ModuleShell();

        var error = Assert.Single(shell.Run("param($address) Connect-Milvus $address", address).Errors);

        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "7d1f",
            $"{error}{error.Exception}{error.ErrorDetails}{error.TargetObject}{error.CategoryInfo}",
            StringComparison.Ordinal);
    }

    [Theory]
    [Failure("S1")]
    [InlineData("New-MilvusUser alice -Password $password")]
    [InlineData("New-MilvusUser -Credential $credential")]
    [InlineData("New-MilvusUser root -Password $password")]
    [InlineData("Set-MilvusUser root -OldPassword Milvus -Password $password -PassThru")]
    [InlineData("Set-MilvusUser root -OldPassword $password -Password $password")]
    [InlineData("New-MilvusUser alice -Password $password -WhatIf")]
    public void Secret_password_of_a_user_is_in_no_output(string line)
    {
        using var shell = new ModuleShell();

        var ran = shell.Run(
            $$"""
            param($password)
            $null = Connect-Milvus -InMemory
            $word = [securestring]::new(); $password.ToCharArray() | ForEach-Object { $word.AppendChar($_) }
            $credential = [pscredential]::new('alice', $word)
            {{line}} -Verbose -Debug
            Get-MilvusUser
            Backup-MilvusRbac
            """,
            Canary);

        var seen = string.Join(
            '\n',
            [
                shell.Screen.Text,
                .. ran.Verbose,
                .. ran.Warnings,
                .. ran.Output.Select(item => item + PSSerializer.Serialize(item, 5)),
                .. ran.Errors.Select(error =>
                    $"{error}{error.Exception}{error.ErrorDetails}{error.TargetObject}{PSSerializer.Serialize(error, 5)}"),
            ]);
        Assert.NotEmpty(ran.Output);
        Assert.DoesNotContain(Canary, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)), seen, StringComparison.Ordinal);
        Assert.DoesNotContain("pbkdf2", seen, StringComparison.Ordinal);
    }
}

using Microsoft.AspNetCore.Http;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Send-MilvusImportFile to a fake object store and to folders.</summary>
public sealed class SendImportFileTests : IDisposable
{
    private readonly ModuleShell _shell = new();
    private readonly TemporaryFolder _folder = new();
    private readonly S3Server _store = new();

    public SendImportFileTests() => _shell.Do(
        """
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
        $keys = [pscredential]::new($args[1], [Net.NetworkCredential]::new('', $args[2]).SecurePassword)
        $to = @{ Endpoint = $args[3]; Credential = $keys }
        """,
        _folder.FullName,
        S3Server.AccessKey,
        S3Server.SecretKey,
        _store.Uri);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
        _store.Dispose();
    }

    [Fact]
    public void Send_MilvusImportFile_files_are_in_the_bucket_under_their_prefix()
    {
        _folder.Write("a 1.jsonl", "{}");
        _folder.Write("a 2.jsonl", "{ }");

        var sent = _shell.Do("Send-MilvusImportFile 'a *.jsonl' s3://a-bucket/some/where @to");

        Assert.Equal(["some/where/a 1.jsonl", "some/where/a 2.jsonl"], sent.Values("File"));
        Assert.Equal(["a-bucket/some/where/a 1.jsonl", "a-bucket/some/where/a 2.jsonl"], _store.Objects.Keys.Order());
        Assert.Equal([2L, 3L], sent.Values("Length"));
        Assert.Equal($"{_store.Uri}a-bucket/some/where/a%201.jsonl", ((Uri)sent.Output[0].Properties["Uri"].Value).AbsoluteUri);
    }

    [Theory]
    [InlineData("[IO.FileInfo]::new($PWD.Path + '/a[1].jsonl') | Send-MilvusImportFile -Destination s3://a-bucket @to")]
    [InlineData("Send-MilvusImportFile -LiteralPath a[1].jsonl -Destination s3://a-bucket @to")]
    [InlineData("Send-MilvusImportFile 'a`[1`].jsonl' s3://a-bucket @to")]
    [InlineData("Send-MilvusImportFile a?1?.jsonl S3://a-bucket/ @to")]
    public void Send_MilvusImportFile_path_with_brackets_is_found(string command)
    {
        _folder.Write("a[1].jsonl", "{}");

        Assert.Equal(["a[1].jsonl"], _shell.Do(command).Values("File"));
    }

    [Fact]
    public void Send_MilvusImportFile_keys_come_from_the_environment()
    {
        _folder.Write("a.jsonl", "{}");
        _store.RequiresSession = true;

        var ran = _shell.Run(
            """
            $before = $env:AWS_ACCESS_KEY_ID, $env:AWS_SECRET_ACCESS_KEY, $env:AWS_SESSION_TOKEN, $env:AWS_ENDPOINT_URL
            $env:AWS_ACCESS_KEY_ID = $null
            Send-MilvusImportFile a.jsonl s3://a-bucket -Endpoint $to.Endpoint
            try {
                $env:AWS_ACCESS_KEY_ID, $env:AWS_SECRET_ACCESS_KEY, $env:AWS_SESSION_TOKEN, $env:AWS_ENDPOINT_URL = $args
                Send-MilvusImportFile a.jsonl s3://a-bucket
            }
            finally { $env:AWS_ACCESS_KEY_ID, $env:AWS_SECRET_ACCESS_KEY, $env:AWS_SESSION_TOKEN, $env:AWS_ENDPOINT_URL = $before }
            """,
            S3Server.AccessKey,
            S3Server.SecretKey,
            S3Server.Session,
            _store.Uri.ToString());

        Assert.Equal(["MilvusAuthenticationFailed"], ran.ErrorIds);
        Assert.Contains("AWS_ACCESS_KEY_ID is not set", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Single(ran.Output);
    }

    [Theory]
    [InlineData("s3://", "MilvusInvalidArgument")]
    [InlineData("s3://a-bucket/a/../b", "MilvusInvalidArgument")]
    [InlineData("s3://CANARY:CANARY@a-bucket", "MilvusInvalidArgument")]
    [InlineData("gs://a-bucket", "MilvusInvalidArgument")]
    [InlineData("https://account.blob.core.windows.net", "MilvusInvalidArgument")]
    [InlineData("https://account.blob.core.windows.net/c?sv=1&sig=CANARY", "MilvusInvalidArgument")]
    [InlineData("https://u:CANARY@account.blob.core.windows.net/c", "MilvusInvalidArgument")]
    [InlineData("nowhere", "MilvusInvalidArgument")]
    [InlineData("s3://nowhere", "MilvusBucketNotFound")]
    public void Send_MilvusImportFile_destination_that_cannot_be_used_is_refused(string destination, string errorId)
    {
        _folder.Write("a.jsonl", "{}");

        var ran = _shell.Run("Send-MilvusImportFile a.jsonl $args[0] @to -Verbose", destination);

        Assert.Equal([errorId], ran.ErrorIds);
        var texts = $"{ran.Errors[0]} {ran.Errors[0].TargetObject} {string.Join(' ', ran.Verbose)}";
        Assert.DoesNotContain("CANARY", texts, StringComparison.Ordinal);
        Assert.NotNull(ran.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Empty(_store.Objects);
    }

    [Theory]
    [InlineData("Send-MilvusImportFile nowhere.jsonl s3://a-bucket @to", "MilvusFileNotFound")]
    [InlineData("Send-MilvusImportFile x*.jsonl s3://a-bucket @to", "MilvusFileNotFound")]
    [InlineData("Send-MilvusImportFile a.jsonl, nowhere.jsonl s3://a-bucket @to", "MilvusFileNotFound")]
    [InlineData("Send-MilvusImportFile a.jsonl, sub/a.jsonl s3://a-bucket @to", "MilvusInvalidArgument")]
    [InlineData("Send-MilvusImportFile a.jsonl s3://a-bucket @to -PartSize 1MB", "MilvusInvalidArgument")]
    [InlineData("Send-MilvusImportFile a.jsonl s3://a-bucket @to -SasToken CANARY", "MilvusInvalidArgument")]
    [InlineData("Send-MilvusImportFile a.jsonl . -Credential $keys", "MilvusInvalidArgument")]
    [InlineData("Send-MilvusImportFile a.jsonl https://name.invalid/c", "MilvusAuthenticationFailed")]
    [InlineData("Send-MilvusImportFile a.jsonl ./nowhere", "MilvusFileNotFound")]
    [InlineData("Send-MilvusImportFile a.jsonl a.jsonl", "MilvusInvalidArgument")]
    [InlineData("Send-MilvusImportFile a.jsonl s3://a-bucket -Credential $keys -Endpoint 'http://u:CANARY@host'", "MilvusInvalidArgument")]
    public void Send_MilvusImportFile_what_cannot_be_sent_is_one_error_and_nothing_is_sent(string command, string errorId)
    {
        _folder.Write("a.jsonl", "{}");
        Directory.CreateDirectory(_folder.File("sub"));
        _folder.Write("sub/a.jsonl", "{}");

        var ran = _shell.Run(command + " -TimeoutSec 20");

        Assert.Equal([errorId], ran.ErrorIds);
        Assert.DoesNotContain("CANARY", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(_store.Objects);
        Assert.Empty(ran.Output);
    }

    [Fact]
    public void Send_MilvusImportFile_file_that_fails_ends_the_pipeline_so_that_nothing_is_imported()
    {
        _folder.Write("a.jsonl", "{}");
        _folder.Write("b.jsonl", "{}");
        _store.Faults.Add("Put", context => context.Response.WriteAsync(string.Empty));
        _store.Faults.Add("Put", 403, "AccessDenied");

        var ran = _shell.Run(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection docs -Dimension 2
            Send-MilvusImportFile a.jsonl, b.jsonl s3://a-bucket @to -Force | Start-MilvusImport docs -Verify None
            Get-MilvusImport
            """);

        Assert.Single(ran.ErrorIds);
        Assert.Empty(ran.Output);
    }

    [Fact]
    public void Send_MilvusImportFile_WhatIf_sends_nothing()
    {
        _folder.Write("a.jsonl", "{}");

        var shown = _shell.Show("Send-MilvusImportFile a.jsonl s3://a-bucket/b @to -WhatIf | Start-MilvusImport docs -Wait");

        Assert.Contains("What if:", shown, StringComparison.Ordinal);
        Assert.Contains("/a-bucket/b/a.jsonl", shown, StringComparison.Ordinal);
        Assert.Empty(_store.Operations);
    }

    [Fact]
    public void Send_MilvusImportFile_certificate_that_is_not_trusted_is_an_error_and_a_trusted_one_is_not()
    {
        _folder.Write("a.jsonl", "{}");
        using var authority = TestCertificates.Authority();
        using var store = new S3Server(TestCertificates.Server(authority));
        const string Send = "Send-MilvusImportFile a.jsonl s3://a-bucket -Endpoint $args[0] -Credential $keys";

        var refused = _shell.Run(Send, store.Uri);
        var trusted = _shell.Run(Send + " -CACertificate $args[1]", store.Uri, authority);

        Assert.Equal(["MilvusTlsFailed"], refused.ErrorIds);
        Assert.Contains("-CACertificate", refused.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(trusted.ErrorIds);
        Assert.Single(store.Objects);
    }

    [Fact]
    [Failure("S1")]
    public void Send_MilvusImportFile_secrets_are_in_no_stream()
    {
        _folder.Write("a.jsonl", "{}");
        _folder.Write("b.jsonl", new string('x', 6 << 20));
        _store.Faults.Add("Put", 500, "InternalError");
        var ran = _shell.Run(
            """
            Send-MilvusImportFile a.jsonl, b.jsonl s3://a-bucket @to -SessionToken CANARY-session-token -PartSize 5MB -Verbose -Debug *>&1 |
                ForEach-Object { foreach ($property in $_.PSObject.Properties) { "$($property.Name): $($property.Value)" }; "$_" }
            $wrong = [pscredential]::new('AKIATEST', [Net.NetworkCredential]::new('', 'CANARY-wrong').SecurePassword)
            try { Send-MilvusImportFile a.jsonl s3://a-bucket/x -Endpoint $to.Endpoint -Credential $wrong }
            catch { "$_ $($_.Exception) $($_.TargetObject) $($_.InvocationInfo.Line)" }
            """);

        Assert.NotEmpty(ran.Output);
        Assert.Contains(ran.Output, line => $"{line}".Contains("InternalError", StringComparison.Ordinal));
        Assert.DoesNotContain("CANARY", string.Join('\n', ran.Output.Concat<object>(ran.Errors)), StringComparison.Ordinal);
    }

    [Fact]
    [Failure("C1")]
    public void Send_MilvusImportFile_Ctrl_C_removes_the_parts()
    {
        _folder.Write("b.jsonl", new string('x', 11 << 20));
        // A part is sent again if its connection ends. The store must not answer these either.
        for (var attempt = 0; attempt < 20; attempt++)
        {
            _store.Faults.Add("Part", context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        }

        var time = _shell.Stop("Send-MilvusImportFile b.jsonl s3://a-bucket @to -PartSize 5MB", TimeSpan.FromSeconds(3));

        Assert.True(time < TimeSpan.FromSeconds(20), $"{time}");
        Assert.Contains("Abort", _store.Operations);
        Assert.Empty(_store.Uploads);
        Assert.Empty(_store.Objects);
    }

    [Fact]
    public void Send_MilvusImportFile_folder_receives_the_file_once()
    {
        _folder.Write("a.jsonl", "{}");
        Directory.CreateDirectory(_folder.File("in[1]"));

        var first = _shell.Do("Send-MilvusImportFile a.jsonl 'in[1]'");
        var second = _shell.Do("Send-MilvusImportFile a.jsonl ./in[1]/");
        _folder.Write("a.jsonl", "{ }");
        var third = _shell.Run("Send-MilvusImportFile a.jsonl 'in[1]'");
        var fourth = _shell.Do("Send-MilvusImportFile a.jsonl 'in[1]' -Force");

        Assert.Equal([_folder.File("in[1]/a.jsonl")], first.Values("File"));
        Assert.Equal([true], second.Values("Skipped"));
        Assert.Equal(["MilvusAlreadyExists"], third.ErrorIds);
        Assert.Equal([false], fourth.Values("Skipped"));
        Assert.Equal("{ }", File.ReadAllText(_folder.File("in[1]/a.jsonl")));
        Assert.Single(Directory.GetFiles(_folder.File("in[1]")));
    }

    [Fact]
    public void Send_MilvusImportFile_Azure_container_receives_the_file_and_hides_its_token()
    {
        using var azure = new AzureBlobServer();
        _folder.Write("a.jsonl", "{}");

        var ran = _shell.Run(
            """
            Send-MilvusImportFile a.jsonl $args[0] -SasToken $args[1] -Verbose *>&1 |
                ForEach-Object { foreach ($property in $_.PSObject.Properties) { "$($property.Value)" }; "$_" }
            """,
            $"{azure.Uri}/pre/fix",
            AzureBlobServer.Sas);

        Assert.Equal(["/account/milvus/pre/fix/a.jsonl"], azure.Objects.Keys);
        Assert.Contains(ran.Output, line => $"{line}".Contains("pre/fix/a.jsonl", StringComparison.Ordinal));
        Assert.DoesNotContain("CANARY", string.Join('\n', ran.Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3://a-bucket @to")]
    [InlineData("sub")]
    public void Send_MilvusImportFile_file_that_cannot_be_read_is_an_error_and_nothing_is_sent(string destination)
    {
        _folder.Write("a.jsonl", "{}");
        Directory.CreateDirectory(_folder.File("sub"));
        using var locked = new FileStream(_folder.File("a.jsonl"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var ran = _shell.Run($"Send-MilvusImportFile a.jsonl {destination}");

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains("a.jsonl", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_store.Objects);
        Assert.Empty(Directory.GetFiles(_folder.File("sub")));
    }
}

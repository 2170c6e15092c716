using Milvus.Module.Tests.Embedding;
using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Server;

/// <summary>TextEmbedding functions of Milvus.Server, with the embedder of its command line.</summary>
public sealed class ServerEmbedderTests : IDisposable
{
    private const string Key = "sk-CANARY";

    private const string Right = "--embedder-uri http://localhost:1 --embedder-model m";

    private const string Setup =
        """
        $null = Connect-Milvus $args[0]
        $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField gloss VARCHAR -MaxLength 200),
            (New-MilvusField vector FLOAT_VECTOR -Dimension 16)
        $function = New-MilvusFunction embed TextEmbedding -InputField gloss -OutputField vector
        $null = New-MilvusCollection made -Schema (New-MilvusSchema -Field $fields -Function $function) `
            -IndexParameter (New-MilvusIndexParameter vector -MetricType COSINE)
        Mount-MilvusCollection made
        """;

    private readonly EmbeddingServer _endpoint = new();
    private readonly ModuleShell _shell = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _shell.Dispose();
        _endpoint.Dispose();
        _folder.Dispose();
    }

    [UnixTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void MilvusServer_embedder_computes_the_functions_of_any_client(bool keyInFile)
    {
        string[] arguments = ["--in-memory", "--verbose", "--embedder-uri", _endpoint.Address, "--embedder-model", "all-minilm"];
        string[] file = ["--embedder-key-file", _folder.Write("key.txt", $"{Key}\n"), "--embedder-key-header", "api-key"];
        using var server = ServerRun.StartWith(
            new Dictionary<string, string> { ["MILVUS_SERVER_EMBEDDER_KEY"] = keyInFile ? "sk-other" : Key },
            keyInFile ? [.. arguments, .. file] : arguments);
        _shell.Do(Setup, server.Address.ToString());

        _shell.Do($"$null = {EmbeddingWorld.Rows} | Add-MilvusEntity made");

        Assert.Equal([1L, 3L], _shell.Do("Search-MilvusEntity made -Text 'hunting dog', 'prey bird' -Limit 1").Values("Id"));
        var header = keyInFile ? "api-key" : "Authorization";
        Assert.Equal(
            [keyInFile ? Key : $"Bearer {Key}"], _endpoint.Requests.Select(request => request.Headers[header]).Distinct());
        var property = _shell.Do("(Get-MilvusCollection made).Property['psmilvus.embedder']").Texts[0];
        Assert.Contains("all-minilm", property, StringComparison.Ordinal);

        _endpoint.Faults.Enqueue(EmbeddingFault.Refused);
        var refused = _shell.Run("@{ id = 9; gloss = 'a' } | Add-MilvusEntity made");
        Assert.Equal(["MilvusEmbedderFailed"], refused.ErrorIds);
        server.Program.Signal("TERM");
        Assert.DoesNotContain("CANARY", refused.Errors[0].ToString() + server.Program.Finish().Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void MilvusServer_without_an_embedder_names_its_option()
    {
        using var server = new RecordingServer();
        _shell.Do(Setup, server.Address);

        var refused = _shell.Run("@{ id = 9; gloss = 'a' } | Add-MilvusEntity made");

        Assert.Equal(["MilvusEmbedderMissing"], refused.ErrorIds);
        Assert.Contains("--embedder-uri", refused.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--embedder-model m", "Specify --embedder-uri for the options of an embedder.")]
    [InlineData("--embedder-uri http://localhost:1", "Specify --embedder-model with --embedder-uri.")]
    [InlineData("--embedder-uri ftp://x --embedder-model m", "The address of an embedder looks like http://localhost:11434/v1")]
    [InlineData("--embedder-uri http://u:p@x --embedder-model m", "The address of x has a user or a password.")]
    [InlineData(Right + " --embedder-dimension 0", "--embedder-dimension must be a number from 1")]
    [InlineData(Right + " --embedder-key-file none", "--embedder-key-file 'none' cannot be read: ")]
    [InlineData(Right + " --embedder-key-header a", "--embedder-key-header needs --embedder-key-file")]
    [InlineData("--embedder-key sk-secret", "'--embedder-key' is not an option.")]
    public void MilvusServer_wrong_options_of_an_embedder_are_refused(string arguments, string complaint)
    {
        var options = Milvus.Server.ServerOptions.Parse(["--in-memory", .. arguments.Split(' ')], null, out var found);

        Assert.Null(options);
        Assert.StartsWith(complaint, found, StringComparison.Ordinal);
    }

    [Fact]
    public void MilvusServer_key_over_plain_http_to_another_machine_is_refused_without_showing_it()
    {
        string[] arguments = ["--in-memory", "--embedder-uri", "http://models.example/v1", "--embedder-model", "m"];

        Assert.Null(Milvus.Server.ServerOptions.Parse(arguments, null, out var found, Key));
        Assert.Equal("The key would be sent to http://models.example/v1/embeddings unencrypted: use https.", found);
        Assert.NotNull(Milvus.Server.ServerOptions.Parse(arguments, null, out _));
    }

    [Fact]
    public void New_MilvusEmbedder_header_of_the_key_is_completed() =>
        Assert.Contains("api-key", _shell.Do(
            "(TabExpansion2 'New-MilvusEmbedder -ApiKeyHeader a').CompletionMatches.CompletionText").Texts);
}

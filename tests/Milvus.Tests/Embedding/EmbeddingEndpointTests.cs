using System.Net;
using Milvus.Core.Embedding;
using Milvus.Tests.ObjectStores;

namespace Milvus.Tests.Embedding;

/// <summary>Requests to an endpoint, and everything that an endpoint does wrong.</summary>
public sealed class EmbeddingEndpointTests : IDisposable
{
    private static readonly string[] _texts = ["a hunting dog", "a fish", "a bird of prey"];

    private readonly EmbeddingServer _server = new();
    private readonly List<string> _told = [];

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task EmbeddingEndpoint_vectors_have_the_order_of_the_texts()
    {
        var embedder = Create(batchSize: 2);

        var vectors = await EmbedAsync(embedder);

        Assert.Equal(_texts.Select(text => EmbeddingServer.Embed("m", text, 16)), vectors);
        Assert.Equal([["a hunting dog", "a fish"], ["a bird of prey"]], _server.Texts);
        Assert.Equal(16, embedder.Dimension);
        Assert.Equal(["texts that became vectors: 2", "texts that became vectors: 1"], _told.Select(line => line.Split(": ", 2)[^1]));
    }

    [Fact]
    public async Task EmbeddingEndpoint_request_has_model_texts_dimension_and_key()
    {
        var embedder = Create(dimension: 8, key: new EndpointKey(ToSecure("sk-secret"), null));

        await EmbedAsync(embedder);

        var (path, body, headers) = Assert.Single(_server.Requests);
        Assert.Equal("/v1/embeddings", path);
        Assert.Equal(
            """{"model":"m","input":["a hunting dog","a fish","a bird of prey"],"dimensions":8}""", body.ToJsonString());
        Assert.Equal("Bearer sk-secret", headers["Authorization"]);
        Assert.Equal("application/json", headers["Content-Type"]);
        Assert.DoesNotContain(_told, line => line.Contains("sk-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EmbeddingEndpoint_key_in_a_header_of_its_own_is_bare()
    {
        await EmbedAsync(Create(key: new EndpointKey(ToSecure("sk-secret"), "api-key")));

        var headers = Assert.Single(_server.Requests).Headers;
        Assert.Equal("sk-secret", headers["api-key"]);
        Assert.DoesNotContain("Authorization", headers.Keys);
    }

    [Theory]
    [InlineData("http://host/v1", "http://host/v1/embeddings")]
    [InlineData("http://host/v1/", "http://host/v1/embeddings")]
    [InlineData("http://host", "http://host/embeddings")]
    [InlineData("https://host/d/embeddings?api-version=1", "https://host/d/embeddings?api-version=1")]
    [InlineData("https://host/d?api-version=1", "https://host/d/embeddings?api-version=1")]
    public void EndpointAddress_has_the_call_at_its_end(string given, string called)
    {
        var address = EndpointAddress.Parse(given);

        Assert.Equal(called, address.Uri.ToString());
        Assert.DoesNotContain("?", address.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:11434")]
    [InlineData("ftp://host/v1")]
    [InlineData("http://me:sesame@host/v1")]
    [InlineData("all-minilm")]
    public void EndpointAddress_that_is_none_is_refused_without_its_password(string given)
    {
        var failure = Assert.Throws<MilvusException>(() => EndpointAddress.Parse(given));

        Assert.Equal(MilvusErrorId.InvalidArgument, failure.ErrorId);
        Assert.DoesNotContain("sesame", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("sk secret", null)]
    [InlineData("sk-secret\n", null)]
    [InlineData("sk-secret", "api key")]
    [InlineData("sk-secret", "api-key:")]
    public void EndpointKey_that_no_header_can_have_is_refused_without_being_shown(string key, string? header)
    {
        var failure = Assert.Throws<MilvusException>(() => new EndpointKey(ToSecure(key), header));

        Assert.Equal(MilvusErrorId.InvalidArgument, failure.ErrorId);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmbeddingFault.Busy, 2)]
    [InlineData(EmbeddingFault.Broken, 2)]
    [InlineData(EmbeddingFault.Cut, 2)]
    [InlineData(EmbeddingFault.RedirectHere, 2)]
    public async Task EmbeddingEndpoint_fault_that_passes_is_not_seen(EmbeddingFault fault, int requests)
    {
        _server.Faults.Enqueue(fault);

        var vectors = await EmbedAsync(Create());

        Assert.Equal(_texts.Select(text => EmbeddingServer.Embed("m", text, 16)), vectors);
        Assert.Equal(requests, _server.Requests.Count);
    }

    [Theory]
    [InlineData(EmbeddingFault.Short, "returned an answer in which the number of vectors is 2, not 3. ")]
    [InlineData(EmbeddingFault.Long, "the number of vectors is 4, not 3. ")]
    [InlineData(EmbeddingFault.DoubledIndex, "returned an answer in which item 3 has the wrong index 0. ")]
    [InlineData(EmbeddingFault.TextIndex, "returned an answer in which item 1 has the wrong index \"2\". ")]
    [InlineData(EmbeddingFault.Base64, "in which item 1 has its embedding as a text, probably base64, and a list of numbers is required. ")]
    [InlineData(EmbeddingFault.Infinity, "as component 1 of the vector of text 3")]
    [InlineData(EmbeddingFault.NaN, "has \"NaN\" as component 1")]
    [InlineData(EmbeddingFault.Null, "has null as component 1")]
    [InlineData(EmbeddingFault.Zero, "a vector of zeros for text 3")]
    [InlineData(EmbeddingFault.WrongDimension, "a vector of dimension 17 for text 3 of 3, not 16")]
    [InlineData(EmbeddingFault.Page, "returned an answer that is not JSON. ")]
    [InlineData(EmbeddingFault.Moved, "answered 302")]
    [InlineData(EmbeddingFault.Unauthorized, "answered 401: Incorrect API key provided.")]
    public async Task EmbeddingEndpoint_wrong_answer_is_refused_at_once(EmbeddingFault fault, string message)
    {
        _server.Faults.Enqueue(fault);

        var failure = await Assert.ThrowsAsync<MilvusException>(() => EmbedAsync(Create()));

        Assert.Equal(MilvusErrorId.EmbedderFailed, failure.ErrorId);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task EmbeddingEndpoint_specified_dimension_is_required()
    {
        var embedder = Create(dimension: 8);
        _server.Faults.Enqueue(EmbeddingFault.WrongDimension);

        var failure = await Assert.ThrowsAsync<MilvusException>(() => EmbedAsync(embedder));

        Assert.Contains("not 8", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmbeddingEndpoint_dimension_of_later_answers_is_that_of_the_first()
    {
        var embedder = Create();
        await EmbedAsync(embedder);
        _server.Dimension = 4;

        var failure = await Assert.ThrowsAsync<MilvusException>(() => EmbedAsync(embedder));

        Assert.Contains("a vector of dimension 4 for text 1 of 3, not 16", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmbeddingEndpoint_reason_does_not_repeat_the_key()
    {
        _server.Faults.Enqueue(EmbeddingFault.Refused);

        var failure = await Assert.ThrowsAsync<MilvusException>(
            () => EmbedAsync(Create(key: new EndpointKey(ToSecure("sk-secret"), null))));

        Assert.Contains("Not with Bearer ***.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmbeddingEndpoint_that_stays_broken_is_asked_five_times()
    {
        foreach (var _ in Enumerable.Range(0, 9))
        {
            _server.Faults.Enqueue(EmbeddingFault.Broken);
        }

        var failure = await Assert.ThrowsAsync<MilvusException>(() => EmbedAsync(Create()));

        Assert.Contains("answered 500: The model crashed. after 5 attempts", failure.Message, StringComparison.Ordinal);
        Assert.Equal(5, _server.Requests.Count);
        Assert.Equal(4, _told.Count);
    }

    [Fact]
    public async Task EmbeddingEndpoint_wait_beyond_the_time_limit_fails_at_once()
    {
        _server.Faults.Enqueue(EmbeddingFault.BusyForAnHour);

        var failure = await Assert.ThrowsAsync<MilvusException>(() => EmbedAsync(Create(timeout: TimeSpan.FromMinutes(10))));

        Assert.Equal(MilvusErrorId.EmbedderFailed, failure.ErrorId);
        Assert.Contains("The next attempt in 3600 s would exceed the time limit of 600 s.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmbeddingEndpoint_that_does_not_answer_ends_with_the_time_limit()
    {
        _server.Faults.Enqueue(EmbeddingFault.Silent);

        var failure = await Assert.ThrowsAsync<MilvusException>(
            () => EmbedAsync(Create(timeout: TimeSpan.FromSeconds(0.3), time: TimeProvider.System)));

        Assert.Equal(MilvusErrorId.Timeout, failure.ErrorId);
        Assert.Contains("did not answer within 0.3 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmbeddingEndpoint_deadline_of_the_cmdlet_is_the_shorter_one()
    {
        _server.Faults.Enqueue(EmbeddingFault.Silent);
        var call = new EmbeddingCall(DateTime.UtcNow.AddSeconds(0.3)) { Timeout = TimeSpan.FromSeconds(1) };

        var failure = await Assert.ThrowsAsync<MilvusException>(
            () => Create(time: TimeProvider.System).EmbedAsync(_texts, EmbeddingUse.Text, call, CancellationToken.None));

        Assert.Equal((MilvusErrorId.Timeout, "Use a longer -TimeoutSec."), (failure.ErrorId, failure.RecommendedAction));
        Assert.Contains("did not answer within the time limit of the command (1 s).", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmbeddingEndpoint_request_is_cancelled_at_once()
    {
        _server.Faults.Enqueue(EmbeddingFault.Silent);
        using var stopping = new CancellationTokenSource();
        var running = Create(time: TimeProvider.System).EmbedAsync(_texts, EmbeddingUse.Text, EmbeddingCall.Default, stopping.Token);
        await _server.Waiting.Task;

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    [Failure("S12")]
    public async Task EmbeddingEndpoint_redirect_to_another_server_is_refused_and_that_server_gets_nothing()
    {
        using var other = new EmbeddingServer();
        _server.Elsewhere = other.Address[..^"/v1".Length];
        _server.Faults.Enqueue(EmbeddingFault.RedirectElsewhere);

        var failure = await Assert.ThrowsAsync<MilvusException>(
            () => EmbedAsync(Create(key: new EndpointKey(ToSecure("sk-secret"), null))));

        Assert.Equal(MilvusErrorId.EmbedderFailed, failure.ErrorId);
        Assert.Contains("which is another server", failure.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task EmbeddingEndpoint_that_always_redirects_is_given_up()
    {
        foreach (var _ in Enumerable.Range(0, 9))
        {
            _server.Faults.Enqueue(EmbeddingFault.RedirectHere);
        }

        var failure = await Assert.ThrowsAsync<MilvusException>(() => EmbedAsync(Create()));

        Assert.Contains("answered 307 again after 3 redirects, which may form a circle.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, _server.Requests.Count);
    }

    [Fact]
    public async Task EmbeddingEndpoint_that_is_not_there_fails_at_once()
    {
        var address = EndpointAddress.Parse("http://127.0.0.1:9/v1");
        var embedder = new MilvusEmbedder { Model = "m" }.Use(
            new EmbeddingEndpoint(address, "m", null, null, TimeSpan.FromMinutes(10)));

        var failure = await Assert.ThrowsAsync<MilvusException>(() => EmbedAsync(embedder));

        Assert.Equal(MilvusErrorId.EmbedderFailed, failure.ErrorId);
        Assert.Contains("http://127.0.0.1:9/v1/embeddings cannot be reached", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("half of a pair ", "D83D")]
    [InlineData("", "DC36")]
    [InlineData("", "DC36D83D")]
    public async Task MilvusEmbedder_text_that_no_model_can_embed_is_not_sent(string begin, string units)
    {
        // A test name cannot have half of a character.
        var text = begin + string.Concat(units.Chunk(4).Select(unit => (char)Convert.ToInt32(new string(unit), 16)));
        var failure = await Assert.ThrowsAsync<MilvusException>(
            () => Create().EmbedAsync(["a", text], EmbeddingUse.Text, EmbeddingCall.Default, CancellationToken.None));

        Assert.Equal(MilvusErrorId.InvalidArgument, failure.ErrorId);
        Assert.StartsWith("Text 2 of 2 ", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task MilvusEmbedder_prefix_depends_on_the_use()
    {
        var embedder = new MilvusEmbedder { Model = "m", QueryPrefix = "query: ", TextPrefix = "passage: " }.Use(CreateEndpoint());

        await embedder.EmbedAsync(["a"], EmbeddingUse.Query, EmbeddingCall.Default, CancellationToken.None);
        await embedder.EmbedAsync(["a"], EmbeddingUse.Text, EmbeddingCall.Default, CancellationToken.None);

        Assert.Equal([["query: a"], ["passage: a"]], _server.Texts);
    }

    private static System.Security.SecureString ToSecure(string text) => new NetworkCredential(string.Empty, text).SecurePassword;

    private MilvusEmbedder Create(
        int batchSize = 32,
        int? dimension = null,
        EndpointKey? key = null,
        TimeSpan? timeout = null,
        TimeProvider? time = null) =>
        new MilvusEmbedder { Model = "m", BatchSize = batchSize, Dimension = dimension }.Use(CreateEndpoint(dimension, key, timeout, time));

    private EmbeddingEndpoint CreateEndpoint(
        int? dimension = null,
        EndpointKey? key = null,
        TimeSpan? timeout = null,
        TimeProvider? time = null) =>
        new(EndpointAddress.Parse(_server.Address), "m", dimension, key, timeout ?? TimeSpan.FromHours(20), time ?? new HastyTime());

    private Task<float[][]> EmbedAsync(MilvusEmbedder embedder) =>
        embedder.EmbedAsync(_texts, EmbeddingUse.Text, new EmbeddingCall(null, _told.Add), CancellationToken.None);
}

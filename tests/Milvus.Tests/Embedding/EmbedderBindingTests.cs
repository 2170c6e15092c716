using Milvus.Core.Embedding;

namespace Milvus.Tests.Embedding;

/// <summary>The model that a collection records, and the sketch by which it is recognized.</summary>
public sealed class EmbedderBindingTests : IDisposable
{
    private readonly EmbeddingServer _server = new(384);

    public void Dispose() => _server.Dispose();

    [Fact]
    public void EmbedderBinding_is_read_as_it_was_written()
    {
        var binding = new EmbedderBinding("all-minilm", 384, "00000000000000ff", "vector", "gloss");

        var found = EmbedderBinding.Find([new("other", "x"), new("psmilvus.embedder", binding.ToJson())], "vector");

        Assert.Equal(binding, found);
        Assert.Null(EmbedderBinding.Find([new("psmilvus.embedder", binding.ToJson())], "other"));
        Assert.Null(EmbedderBinding.Find([], "vector"));
    }

    [Fact]
    public void EmbedderBinding_second_field_has_a_property_of_its_own()
    {
        var first = new EmbedderBinding("a", 3, "0000000000000000", "v", "t");
        var second = first with { Model = "b", Field = "w" };
        Assert.Equal("psmilvus.embedder", first.ChooseProperty([]));

        var key = second.ChooseProperty([new("psmilvus.embedder", first.ToJson())]);

        Assert.Equal("psmilvus.embedder.w", key);
        KeyValuePair<string, string>[] both = [new("psmilvus.embedder", first.ToJson()), new(key, second.ToJson())];
        Assert.Equal(("a", "b"), (EmbedderBinding.Find(both, "v")!.Model, EmbedderBinding.Find(both, "w")!.Model));
        Assert.Equal(key, EmbedderBinding.Find(both, "w")!.Key);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("{}")]
    [InlineData("""{"model":1}""")]
    [InlineData("[]")]
    public void EmbedderBinding_that_cannot_be_read_is_a_mismatch(string text)
    {
        var failure = Assert.Throws<MilvusException>(() => EmbedderBinding.Find([new("psmilvus.embedder", text)], "v"));

        Assert.Equal(MilvusErrorId.EmbedderMismatch, failure.ErrorId);
        Assert.Contains("-RemoveProperty psmilvus.embedder", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmbedderBinding_of_the_same_model_is_accepted_and_the_sentence_is_embedded_once()
    {
        var embedder = Create("m");
        var binding = await BindAsync(embedder);

        await binding.CheckAsync(embedder, "words", EmbeddingCall.Default, CancellationToken.None);
        await binding.CheckAsync(Create("m"), "words", EmbeddingCall.Default, CancellationToken.None);

        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task EmbedderBinding_of_another_model_is_a_mismatch_with_both_names_and_nothing_is_sent()
    {
        var binding = await BindAsync(Create("all-minilm"));

        var failure = await Assert.ThrowsAsync<MilvusException>(
            () => binding.CheckAsync(Create("e5-small"), "words", EmbeddingCall.Default, CancellationToken.None));

        Assert.Equal(MilvusErrorId.EmbedderMismatch, failure.ErrorId);
        Assert.Contains("'all-minilm'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'e5-small'", failure.Message, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task EmbedderBinding_of_other_vectors_under_the_same_name_is_a_mismatch()
    {
        var binding = await BindAsync(Create("m")) with { Fingerprint = VectorSketch.Create(EmbeddingServer.Embed("n", "x y z", 384)) };

        var failure = await Assert.ThrowsAsync<MilvusException>(
            () => binding.CheckAsync(Create("m"), "words", EmbeddingCall.Default, CancellationToken.None));

        Assert.Equal(MilvusErrorId.EmbedderMismatch, failure.ErrorId);
        Assert.Contains("fingerprint", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(0.05, true)]
    [InlineData(3.0, false)]
    public void VectorSketch_is_near_for_rounding_and_far_for_another_vector(double noise, bool near)
    {
        var random = new Random(1);
        var vector = Enumerable.Range(0, 384).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var other = vector.Select(number => number + (float)noise * (random.NextSingle() - 0.5f)).ToArray();

        Assert.Equal(near, VectorSketch.IsNear(VectorSketch.Create(vector), VectorSketch.Create(other)));
    }

    [Fact]
    public void VectorSketch_of_a_vector_never_changes() =>
        Assert.Equal("6f788667adb37eb0", VectorSketch.Create([0.1f, -0.2f, 0.3f, 0.4f]));

    private static async Task<EmbedderBinding> BindAsync(MilvusEmbedder embedder) => new(
        embedder.Model,
        384,
        await embedder.ComputeFingerprintAsync(EmbeddingCall.Default, CancellationToken.None),
        "vector",
        "gloss");

    private MilvusEmbedder Create(string model) =>
        new MilvusEmbedder { Model = model }.Use(
            new EmbeddingEndpoint(EndpointAddress.Parse(_server.Address), model, null, null, TimeSpan.FromMinutes(10)));
}

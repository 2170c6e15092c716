using Milvus.Core.Embedding;

namespace Milvus;

/// <summary>
/// Turns texts into vectors, by a model behind an address or by a script block. It is thread-safe, and its properties cannot change. Its
/// key cannot be read, printed or serialised.
/// </summary>
public sealed class MilvusEmbedder
{
    /// <summary>The number of texts per request if nothing else is specified: what the smallest of the known servers accepts.</summary>
    internal const int DefaultBatchSize = 32;

    private const string Probe = "The quick brown fox jumps over the lazy dog.";

    private IEmbeddingSource? _source;
    private int _dimension;
    private string? _fingerprint;

    /// <summary>An embedder that only describes itself, for tests.</summary>
    public MilvusEmbedder()
    {
    }

    /// <summary>The name of the model.</summary>
    public string Model
    {
        get;
        init => field = Set(value);
    } = string.Empty;

    /// <summary>The address of the endpoint, without its query; null for a script block.</summary>
    public string? Uri
    {
        get;
        init => field = Set(value);
    }

    /// <summary>The dimension of the vectors: as specified, or as in the first answer; null before.</summary>
    public int? Dimension
    {
        get => Volatile.Read(ref _dimension) is > 0 and var known ? known : null;
        init => _dimension = Set(value) ?? 0;
    }

    /// <summary>The maximum number of texts per request.</summary>
    public int BatchSize
    {
        get;
        init => field = Set(value);
    } = DefaultBatchSize;

    /// <summary>The text before each query.</summary>
    public string QueryPrefix
    {
        get;
        init => field = Set(value);
    } = string.Empty;

    /// <summary>The text before each text of a row.</summary>
    public string TextPrefix
    {
        get;
        init => field = Set(value);
    } = string.Empty;

    /// <summary>Whether requests have an API key.</summary>
    public bool HasApiKey
    {
        get;
        init => field = Set(value);
    }

    /// <summary>What an error calls it.</summary>
    internal string Place => $"{_source?.Place ?? "The embedder"} (model {Model})";

    /// <summary>The model.</summary>
    public override string ToString() => Model;

    /// <summary>The same embedder, which works with a source from now on. Its properties are those of the source, and cannot change.
    /// </summary>
    internal MilvusEmbedder Use(IEmbeddingSource source)
    {
        _source = source;
        return this;
    }

    // PowerShell can call an init accessor at any time.
    private T Set<T>(T value) => _source is null ? value : throw new InvalidOperationException(
        "The properties of an embedder cannot change, because its requests are made of them. Create another one with New-MilvusEmbedder.");

    /// <summary>The vectors of the texts, in their order. They are finite, have the same dimension, and are not zero.</summary>
    /// <exception cref="MilvusException">The source failed, or its vectors cannot be used.</exception>
    internal async Task<float[][]> EmbedAsync(
        IReadOnlyList<string> texts,
        EmbeddingUse use,
        EmbeddingCall call,
        CancellationToken token)
    {
        var source = _source ?? throw EmbedderErrors.CreateFailed(
            $"The embedder '{Model}' only describes itself.",
            "Create an embedder with New-MilvusEmbedder.");
        CheckTexts(texts);
        var prefix = use == EmbeddingUse.Query ? QueryPrefix : TextPrefix;
        var vectors = new List<float[]>(texts.Count);
        foreach (var batch in texts.Chunk(BatchSize))
        {
            var sent = prefix.Length == 0 ? batch : Array.ConvertAll(batch, text => prefix + text);
            var found = await source.EmbedAsync(sent, call, token).ConfigureAwait(false);
            EmbeddingChecks.Check(Place, found, batch.Length, Dimension);
            Interlocked.CompareExchange(ref _dimension, found[0].Length, 0);
            vectors.AddRange(found);
        }

        return [.. vectors];
    }

    private static void CheckTexts(IReadOnlyList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i].Length == 0 || !IsWhole(texts[i]))
            {
                var fault = texts[i].Length == 0 ? "is empty" : "has half of a character";
                throw new MilvusException(
                    MilvusErrorId.InvalidArgument, $"Text {i + 1} of {texts.Count} {fault}: no model can embed it.")
                {
                    RecommendedAction = "Leave it out, or correct it.",
                };
            }
        }
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The sketch of the vector of a fixed sentence, by which a model is recognized. The sentence is embedded once in the life of the
    /// embedder.
    /// </summary>
    internal async Task<string> ComputeFingerprintAsync(EmbeddingCall call, CancellationToken token) =>
        _fingerprint ??= VectorSketch.Create((await EmbedAsync([Probe], EmbeddingUse.Text, call, token).ConfigureAwait(false))[0]);
}

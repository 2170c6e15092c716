using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Milvus.Core.Embedding;

/// <summary>
/// The model that made the vectors of a field, as a property of the collection has it. It is written with the first row, so that rows and
/// queries of another model are refused instead of found wrongly.
/// </summary>
/// <param name="Model">The name of the model.</param>
/// <param name="Dimension">The dimension of its vectors.</param>
/// <param name="Fingerprint">The sketch of the vector of a fixed sentence.</param>
/// <param name="Field">The vector field.</param>
/// <param name="TextField">The field with the texts.</param>
internal sealed record EmbedderBinding(string Model, int Dimension, string Fingerprint, string Field, string TextField)
{
    /// <summary>The property of the collection. That of a second vector field has the name of the field after a dot.</summary>
    internal const string Property = "psmilvus.embedder";

    /// <summary>The property that it was read from.</summary>
    internal string Key { get; init; } = Property;

    /// <summary>The binding of a field; null if nothing has been embedded for it.</summary>
    /// <exception cref="MilvusException">The property is not a binding.</exception>
    internal static EmbedderBinding? Find(IEnumerable<KeyValuePair<string, string>> properties, string field)
    {
        string? first = null;
        foreach (var (key, value) in properties)
        {
            if (key == $"{Property}.{field}")
            {
                return Parse(key, value);
            }

            first = key == Property ? value : first;
        }

        return first is not null && Parse(Property, first) is { } binding && binding.Field == field ? binding : null;
    }

    /// <summary>The bindings of all fields. A property that is not one is left out: the next embedding refuses it.</summary>
    internal static IEnumerable<EmbedderBinding> FindAll(IEnumerable<KeyValuePair<string, string>> properties) =>
        from pair in properties
        where pair.Key == Property || pair.Key.StartsWith($"{Property}.", StringComparison.Ordinal)
        let binding = TryParse(pair.Key, pair.Value, out _)
        where binding is not null
        select binding;

    /// <summary>The error of a row whose text changes, while its vector would stay that of the old text.</summary>
    internal MilvusException CreateStale(string collection) => new(
        MilvusErrorId.EmbedderMissing,
        $"The row has field '{TextField}' without its vector: field '{Field}' of {collection} has vectors of these texts, made by model "
            + $"'{Model}', and would keep that of the old text.")
    {
        Field = Field,
        RecommendedAction = AdviseEmbedding(),
    };

    /// <summary>How a row gets its vector.</summary>
    internal string AdviseEmbedding() =>
        $"Add -Embedder with an embedder of model '{Model}', or -TextField {TextField} -VectorField {Field} for that of the connection; or "
            + $"give the row its vector in field '{Field}'.";

    /// <summary>The property for a new binding.</summary>
    internal string ChooseProperty(IEnumerable<KeyValuePair<string, string>> properties) =>
        properties.Any(pair => pair.Key == Property) ? $"{Property}.{Field}" : Property;

    /// <summary>The value of the property.</summary>
    internal string ToJson() => new JsonObject
    {
        ["model"] = Model,
        ["dimension"] = Dimension,
        ["fingerprint"] = Fingerprint,
        ["field"] = Field,
        ["text_field"] = TextField,
    }.ToJsonString();

    /// <summary>Refuses an embedder whose name of the model or dimension is another one. That needs no request.</summary>
    /// <exception cref="MilvusException">It is another model.</exception>
    internal void CheckModel(MilvusEmbedder embedder, string collection)
    {
        if (embedder.Model != Model)
        {
            throw CreateMismatch(collection, $"model '{Model}', and the embedder has model '{embedder.Model}'");
        }

        if (embedder.Dimension is { } dimension && dimension != Dimension)
        {
            throw CreateMismatch(
                collection,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"model '{Model}' with dimension {Dimension}, and the embedder has model '{embedder.Model}' with dimension ")
                    + dimension.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Refuses an embedder whose model is another one.</summary>
    /// <exception cref="MilvusException">It is another model, or the embedder failed.</exception>
    internal async Task CheckAsync(MilvusEmbedder embedder, string collection, EmbeddingCall call, CancellationToken token)
    {
        CheckModel(embedder, collection);
        var fingerprint = await embedder.ComputeFingerprintAsync(call, token).ConfigureAwait(false);
        CheckModel(embedder, collection);
        if (!VectorSketch.IsNear(fingerprint, Fingerprint))
        {
            throw CreateMismatch(
                collection,
                $"model '{Model}', and the embedder has a model '{embedder.Model}' that returns other vectors for the same sentence "
                    + $"(fingerprint {Fingerprint}, now {fingerprint})");
        }
    }

    private MilvusException CreateMismatch(string collection, string difference) => EmbedderErrors.CreateMismatch(
        $"The vectors of field {Field} of {collection} were made by {difference}.",
        "Use an embedder of the same model. To change the model, write all rows again into a new collection; if the collection is empty, "
            + $"Set-MilvusCollection {collection} -RemoveProperty {Key} forgets the old one.");

    private static EmbedderBinding Parse(string key, string text) => TryParse(key, text, out var fault) ?? throw
        EmbedderErrors.CreateMismatch(
            $"The property {key} of the collection does not describe a model: {fault}.",
            $"Remove it with Set-MilvusCollection -RemoveProperty {key}; the next row writes it again.");

    private static EmbedderBinding? TryParse(string key, string text, out string fault)
    {
        fault = string.Empty;
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return new EmbedderBinding(
                root.GetProperty("model").GetString() ?? string.Empty,
                root.GetProperty("dimension").GetInt32(),
                root.GetProperty("fingerprint").GetString() ?? string.Empty,
                root.GetProperty("field").GetString() ?? string.Empty,
                root.GetProperty("text_field").GetString() ?? string.Empty)
            {
                Key = key,
            };
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            fault = failure is JsonException
                ? "it is not JSON"
                : "its model, dimension, fingerprint or field is missing or of another type";
            return null;
        }
    }
}

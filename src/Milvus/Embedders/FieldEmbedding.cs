using System.Globalization;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Embedding;

namespace Milvus.Embedders;

/// <summary>
/// The use of an embedder for one field of a collection. Before the first row is sent, the collection gets the name of the model; another
/// model is refused from then on.
/// </summary>
/// <param name="client">The connection.</param>
/// <param name="call">The run of the cmdlet.</param>
/// <param name="schema">The collection, as described for this run.</param>
/// <param name="fields">The fields.</param>
/// <param name="embedder">The embedder.</param>
internal sealed class FieldEmbedding(
    MilvusClient client, CallContext call, Collection schema, EmbeddedField fields, MilvusEmbedder embedder)
{
    private readonly EmbeddingCall _budget = new(call.Deadline, call.Verbose.Enqueue) { Timeout = call.Timeout };
    private bool _isKnown;
    private EmbedderBinding? _made;

    internal EmbeddedField Field => fields;

    internal string Model => embedder.Model;

    /// <summary>The number of texts to collect.</summary>
    internal int BatchSize => embedder.BatchSize;

    /// <summary>The vectors of the texts of rows, which are about to be written.</summary>
    /// <exception cref="MilvusException">The embedder failed, or has another model or dimension.</exception>
    internal async Task<IReadOnlyList<object>> EmbedRowsAsync(IReadOnlyList<string> texts, CancellationToken token)
    {
        if (texts.Count == 0)
        {
            return [];
        }

        var binding = EmbedderBinding.Find(schema.Property, fields.Vector.Name);
        binding?.CheckModel(embedder, schema.Name);
        var vectors = await EmbedAsync(texts, EmbeddingUse.Text, token).ConfigureAwait(false);
        if (!_isKnown)
        {
            await CompareAsync(binding, token).ConfigureAwait(false);
            _isKnown = true;
        }

        return vectors;
    }

    /// <summary>
    /// Records the model of the first rows. The sender calls it before it sends them: rows that do not fit leave no model behind.
    /// </summary>
    internal async Task RecordAsync(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _made, null) is not { } made)
        {
            return;
        }

        try
        {
            var property = made.ChooseProperty(schema.Property);
            await client.AlterCollectionAsync(
                call, schema.Name, new Dictionary<string, object?> { [property] = made.ToJson() }, null, token).ConfigureAwait(false);
            // The property changes the timestamp of the schema. A server refuses rows with an outdated one.
            await client.DescribeUnchangedAsync(call, schema, token).ConfigureAwait(false);
        }
        catch (MilvusException failure) when (BestEffort.IsUnavailable(failure))
        {
            call.Warnings.Enqueue(
                $"The model '{embedder.Model}' cannot be recorded in {schema.Name}, so rows and searches of another model are not refused: "
                    + failure.Message);
        }
    }

    /// <summary>The vectors of the texts of a search.</summary>
    /// <exception cref="MilvusException">The embedder failed, or has another model or dimension.</exception>
    internal async Task<IReadOnlyList<object>> EmbedQueriesAsync(IReadOnlyList<string> texts, CancellationToken token)
    {
        if (EmbedderBinding.Find(schema.Property, fields.Vector.Name) is { } binding)
        {
            await binding.CheckAsync(embedder, schema.Name, _budget, token).ConfigureAwait(false);
        }

        return await EmbedAsync(texts, EmbeddingUse.Query, token).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<object>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingUse use, CancellationToken token)
    {
        CheckDimension(embedder.Dimension);
        var vectors = await embedder.EmbedAsync(texts, use, _budget, token).ConfigureAwait(false);
        CheckDimension(vectors.Length > 0 ? vectors[0].Length : null);
        CheckComponents(vectors);
        return vectors;
    }

    private void CheckDimension(int? dimension)
    {
        if (dimension is not null && dimension != fields.Vector.Dimension)
        {
            throw new MilvusException(
                MilvusErrorId.DimensionMismatch,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{embedder.Place} returns vectors of dimension {dimension}, and field '{fields.Vector.Name}' of ")
                    + string.Create(CultureInfo.InvariantCulture, $"{schema.Name} has dimension {fields.Vector.Dimension}."))
            {
                Field = fields.Vector.Name,
                RecommendedAction = "Use another model, or a field of its dimension; some models take New-MilvusEmbedder -Dimension.",
            };
        }
    }

    // The components are those of the model, so no row and no query would fit.
    private void CheckComponents(float[][] vectors)
    {
        if (fields.Vector.Type != DataType.Int8Vector)
        {
            return;
        }

        foreach (var component in vectors.SelectMany(vector => vector))
        {
            if (component is < sbyte.MinValue or > sbyte.MaxValue || component != MathF.Truncate(component))
            {
                throw EmbedderErrors.CreateFailed(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{embedder.Place} returned the component {component}, and field '{fields.Vector.Name}' of {schema.Name} ")
                        + "takes whole numbers from -128 to 127.",
                    "Use a FLOAT_VECTOR field, or a model of whole numbers.");
            }
        }
    }

    private async Task CompareAsync(EmbedderBinding? binding, CancellationToken token)
    {
        if (binding is not null)
        {
            await binding.CheckAsync(embedder, schema.Name, _budget, token).ConfigureAwait(false);
            return;
        }

        _made = new EmbedderBinding(
            embedder.Model,
            fields.Vector.Dimension ?? 0,
            await embedder.ComputeFingerprintAsync(_budget, token).ConfigureAwait(false),
            fields.Vector.Name,
            fields.Text!.Name);
    }
}

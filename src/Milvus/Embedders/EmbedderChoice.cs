using Milvus.Core.Calls;
using Milvus.Core.Embedding;

namespace Milvus.Embedders;

/// <summary>Whether texts are embedded here, and by which embedder.</summary>
internal static class EmbedderChoice
{
    private const string Advice =
        "Create an embedder with New-MilvusEmbedder, and pass it to -Embedder here or to Connect-Milvus -Embedder.";

    /// <summary>The embedding of rows that are written; null if they have their vectors, or a function computes them.</summary>
    /// <exception cref="MilvusException">The embedder is missing, or a field cannot be filled.</exception>
    internal static FieldEmbedding? OfRows(
        MilvusConnection connection,
        CallContext call,
        Collection schema,
        MilvusEmbedder? embedder,
        string? textField,
        string? vectorField)
    {
        if (embedder is null && textField is null && vectorField is null)
        {
            return null;
        }

        var field = EmbeddedField.Find(schema, textField, vectorField);
        var chosen = embedder ?? connection.Embedder ?? throw EmbedderErrors.CreateMissing(
            $"Field '{field.Vector.Name}' of {schema.Name} is to be filled with the vectors of field '{field.Text!.Name}', but the "
                + "embedder is missing.",
            Advice);
        return new FieldEmbedding(connection.Client, call, schema, field, chosen);
    }

    /// <summary>The embedding of the texts of a search; null if a function of the collection makes the vectors.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="call">The run of the cmdlet.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="field">The searched field.</param>
    /// <param name="embedder">-Embedder; null for that of the connection.</param>
    /// <exception cref="MilvusException">The embedder is missing, or it cannot be used for the field.</exception>
    internal static FieldEmbedding? OfQuery(
        MilvusConnection connection,
        CallContext call,
        Collection schema,
        Field field,
        MilvusEmbedder? embedder)
    {
        if (field.IsFunctionOutput)
        {
            return embedder is null ? null : throw new MilvusException(
                MilvusErrorId.InvalidArgument, EmbeddedField.ExplainFunction(schema, field));
        }

        if (!EmbeddedField.CanFill(field))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"Field '{field.Name}' of {schema.Name} is of type {field.Type}, which neither a function of the collection nor an "
                    + "embedder fills: it cannot be searched with -Text.")
            {
                RecommendedAction = "Search it with a vector, or choose another field with -Field.",
            };
        }

        var chosen = embedder ?? connection.Embedder ?? throw EmbedderErrors.CreateMissing(
            $"Field '{field.Name}' of {schema.Name} has no function that turns texts into vectors, and the embedder is missing.", Advice);
        return new FieldEmbedding(connection.Client, call, schema, new EmbeddedField(field, null), chosen);
    }
}

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

    /// <summary>
    /// How rows get a vector field that they do not have, if an embedder can fill it: the connection has one, or the collection a model.
    /// </summary>
    internal static string? AdviseOn(MilvusConnection connection, Collection schema, string name)
    {
        if (schema.Field.FirstOrDefault(field => field.Name == name) is not { } vector || !EmbeddedField.CanFill(vector))
        {
            return null;
        }

        if (EmbedderBinding.FindAll(schema.Property).FirstOrDefault(known => known.Field == name) is { } binding)
        {
            return binding.AdviseEmbedding();
        }

        var texts = EmbeddedField.FindTexts(schema).Where(field => !field.PrimaryKey).Select(field => field.Name).ToList();
        return connection.Embedder is not null && texts.Count > 0
            ? $"To fill it with the embedder of the connection, add -TextField {string.Join(" or ", texts)} -VectorField {name}."
            : null;
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

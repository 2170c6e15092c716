using System.Globalization;
using Milvus.Core.Marshalling.Values;
using Milvus.Embedders;
using Milvus.Values;

namespace Milvus.Commands.Entities;

/// <summary>Rows that wait for the vectors of their texts.</summary>
/// <param name="embedding">The fields and the embedder.</param>
/// <param name="embed">Waits for the vectors of texts.</param>
/// <param name="isPartial">Whether a row without its text keeps its vector.</param>
internal sealed class RowEmbedding(
    FieldEmbedding embedding,
    Func<IReadOnlyList<string>, IReadOnlyList<object>> embed,
    bool isPartial = false)
{
    private readonly List<WaitingRow> _rows = [];
    private int _texts;

    /// <summary>Whether the embedder takes no more texts in one request.</summary>
    internal bool IsFull => _texts >= embedding.BatchSize || _rows.Count >= MaxRows;

    // Rows without texts wait, too, because the order of the rows is kept.
    private int MaxRows => Math.Max(1000, embedding.BatchSize);

    /// <summary>Adds a row.</summary>
    /// <exception cref="MilvusException">It has no text.</exception>
    internal void Add(IEnumerable<KeyValuePair<string, object?>> row, string place, object target, Action? taken)
    {
        IReadOnlyList<KeyValuePair<string, object?>> pairs = [.. row];
        var text = ReadText(pairs);
        _rows.Add(new WaitingRow(pairs, text, place, target, taken));
        _texts += text is null ? 0 : 1;
    }

    /// <summary>The rows with their vectors, in their order; none of them waits any more.</summary>
    /// <exception cref="MilvusException">The embedder failed: all of them are lost.</exception>
    internal IReadOnlyList<WaitingRow> TakeAll()
    {
        WaitingRow[] rows = [.. _rows];
        _rows.Clear();
        _texts = 0;
        var vectors = embed([.. rows.Where(row => row.Text is not null).Select(row => row.Text!)]);
        var next = 0;
        return Array.ConvertAll(rows, row => row.Text is null ? row : row with { Pairs = Fill(row.Pairs, vectors[next++]) });
    }

    private KeyValuePair<string, object?>[] Fill(IReadOnlyList<KeyValuePair<string, object?>> row, object vector) =>
        [.. row.Where(pair => pair.Key != VectorName), KeyValuePair.Create<string, object?>(VectorName, vector)];

    private string VectorName => embedding.Field.Vector.Name;

    private string? ReadText(IReadOnlyList<KeyValuePair<string, object?>> row)
    {
        var (vector, text) = (embedding.Field.Vector, embedding.Field.Text!);
        var given = row.FirstOrDefault(pair => pair.Key == text.Name);
        var value = JsonString.Unmark(EntityReader.Unwrap(given.Value));
        if (value is null && (isPartial ? given.Key is null : vector.Nullable))
        {
            return null;
        }

        return value switch
        {
            null => throw CreateError(
                MilvusErrorId.NullNotAllowed, $"The row has no text in field '{text.Name}' for field '{vector.Name}'."),
            string { Length: 0 } => throw CreateError(
                MilvusErrorId.InvalidVector, $"The text of field '{text.Name}' is empty: no model can embed it."),
            string known => known,
            char letter => letter.ToString(CultureInfo.InvariantCulture),
            _ => throw CreateError(
                MilvusErrorId.SchemaMismatch,
                $"Field '{text.Name}' needs a text to embed, but the row has {ValueNames.Describe(value)}."),
        };
    }

    private MilvusException CreateError(string errorId, string message) => new(errorId, message)
    {
        Field = embedding.Field.Text!.Name,
        RecommendedAction = $"Give the row a text in field '{embedding.Field.Text.Name}', or leave it out.",
    };
}

/// <summary>A row that waits for the vector of its text.</summary>
/// <param name="Pairs">Its fields.</param>
/// <param name="Text">The text to embed; null for none.</param>
/// <param name="Place">Its place, for messages.</param>
/// <param name="Target">The target of its errors.</param>
/// <param name="Taken">Called when the row is collected or refused.</param>
internal sealed record WaitingRow(
    IReadOnlyList<KeyValuePair<string, object?>> Pairs,
    string? Text,
    string Place,
    object Target,
    Action? Taken);

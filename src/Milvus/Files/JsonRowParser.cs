using System.Globalization;
using System.Text.Json;
using Milvus.Core.Marshalling.Rows;
using Milvus.Formats.Json;

namespace Milvus.Files;

/// <summary>Reads a JSON row of a file, whose $meta can contain the dynamic keys.</summary>
internal static class JsonRowParser
{
    /// <param name="json">The text.</param>
    /// <param name="packs">Whether an array of numbers of a key is one of a vector or of an array, not of JSON.</param>
    /// <exception cref="MilvusException">The text is not a single JSON object.</exception>
    internal static IReadOnlyList<KeyValuePair<string, object?>> Parse(ReadOnlyMemory<byte> json, Func<string, bool> packs)
    {
        try
        {
            return SpreadDynamicKeys(JsonRow.Parse(json, packs));
        }
        catch (MilvusException failure) when (failure.InnerException is JsonException cause)
        {
            throw new MilvusException(failure.ErrorId, $"This is not a row in JSON: {GetReason(cause)}", failure);
        }
    }

    /// <summary>Replaces $meta by its keys.</summary>
    /// <exception cref="MilvusException">$meta is not an object, or has a key that the row also has.</exception>
    internal static IReadOnlyList<KeyValuePair<string, object?>> SpreadDynamicKeys(IReadOnlyList<KeyValuePair<string, object?>> row)
    {
        if (!row.Any(pair => pair.Key == RowBatch.DynamicField))
        {
            return row;
        }

        var names = row.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var spread = new List<KeyValuePair<string, object?>>(row.Count);
        foreach (var pair in row)
        {
            if (pair.Key != RowBatch.DynamicField)
            {
                spread.Add(pair);
                continue;
            }

            foreach (var (name, value) in ReadKeys(pair.Value))
            {
                spread.Add(
                    names.Add(name) ? new(name, value) : throw CreateError($"The row has '{name}' twice: once in {RowBatch.DynamicField}.")
                );
            }
        }

        return spread;
    }

    private static IEnumerable<KeyValuePair<string, object?>> ReadKeys(object? value) => value switch
    {
        null => [],
        IReadOnlyDictionary<string, object?> keys => keys,
        string text when text.AsSpan().TrimStart().StartsWith("{") => ReadKeys(text),
        _ => throw CreateError($"{RowBatch.DynamicField} is not a JSON object."),
    };

    private static IReadOnlyList<KeyValuePair<string, object?>> ReadKeys(string text)
    {
        try
        {
            return JsonRow.Parse(text, static _ => false);
        }
        catch (MilvusException failure) when (failure.InnerException is { } cause)
        {
            var message = $"{RowBatch.DynamicField} is not a JSON object: {GetReason(cause)}";
            throw new MilvusException(failure.ErrorId, message, failure) { Field = RowBatch.DynamicField };
        }
    }

    /// <summary>The reason with its byte. The error of the row has the line; the parser counts from the beginning of its text.</summary>
    private static string GetReason(Exception cause)
    {
        var place = cause is JsonException { BytePositionInLine: { } position }
            ? string.Create(CultureInfo.InvariantCulture, $" (byte {position + 1})")
            : null;
        return $"{JsonReason.GetReason(cause)}{place}.";
    }

    private static MilvusException CreateError(string message) =>
        new(MilvusErrorId.SchemaMismatch, message) { Field = RowBatch.DynamicField };
}

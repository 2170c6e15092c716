using System.Text;
using Milvus.Columns;
using Parquet;
using Parquet.Serialization;

namespace Milvus.Client.Files;

/// <summary>Reads the rows of a Parquet file, a group of rows at a time.</summary>
internal static class ParquetRowReader
{
    /// <exception cref="MilvusException">It is no Parquet, or damaged.</exception>
    internal static IEnumerable<IReadOnlyList<KeyValuePair<string, object?>>> Read(Stream stream, CancellationToken token)
    {
        var groups = Guard(() => Count(stream, token));
        for (var group = 0; group < groups; group++)
        {
            token.ThrowIfCancellationRequested();
            var at = group;
            foreach (var row in Guard(() => ParquetSerializer.DeserializeUntypedAsync(stream, null, at, token).GetAwaiter().GetResult().Data))
            {
                yield return Row(row);
            }
        }
    }

    private static int Count(Stream stream, CancellationToken token)
    {
        stream.Position = 0;
        var reader = ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: token).GetAwaiter().GetResult();
        try
        {
            return reader.RowGroupCount;
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    // The keys of the dynamic field come as one text, and go as keys of the row.
    private static List<KeyValuePair<string, object?>> Row(Dictionary<string, object> cells)
    {
        var row = new List<KeyValuePair<string, object?>>(cells.Count);
        foreach (var (name, value) in cells)
        {
            if (name == RowBatch.DynamicField && value is string text)
            {
                row.AddRange(JsonRows.Parse(Encoding.UTF8.GetBytes(text)));
            }
            else
            {
                row.Add(new(name, Value(value)));
            }
        }

        return row;
    }

    // A text in a list comes as memory.
    private static object? Value(object? value) => value switch
    {
        ReadOnlyMemory<char> text => text.ToString(),
        IList<ReadOnlyMemory<char>> texts => texts.Select(text => text.ToString()).ToArray(),
        IList<ReadOnlyMemory<char>?> texts => texts.Select(text => text?.ToString()).ToArray(),
        IList<object> items => items.Select(Value).ToArray(),
        IDictionary<string, object> cells => cells.ToDictionary(cell => cell.Key, cell => Value(cell.Value), StringComparer.Ordinal),
        IEnumerable<IDictionary<string, object>> structs => structs.Select(Value).ToArray(),
        _ => value,
    };

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The library throws whatever a damaged file leads to.
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The file cannot be read as Parquet: {failure.Message}", failure);
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Milvus.Client.Tracing;

/// <summary>Describes a call: names and sizes, never values.</summary>
internal static class CallShape
{
    /// <summary>By type of request. Descriptors have it too, but the first use of one parses the whole contract.</summary>
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> _collectionNames = new();

    /// <summary>The collection of a request; null if it has none.</summary>
    internal static string? GetCollection(object? request) =>
        request is not null
        && _collectionNames.GetOrAdd(request.GetType(), type => type.GetProperty("CollectionName", typeof(string)))?.GetValue(request)
            is string { Length: > 0 } name
            ? name
            : null;

    /// <summary>The number of rows that were sent or received; null for calls without rows.</summary>
    internal static long? CountRows(object? request, object? response) => (request, response) switch
    {
        (Protocol.InsertRequest insert, _) => insert.NumRows,
        (Protocol.UpsertRequest upsert, _) => upsert.NumRows,
        (_, Protocol.SearchResults search) => search.Results?.Topks.Sum() ?? 0,
        (_, Protocol.QueryResults query) => query.FieldsData.Select(CountRows).FirstOrDefault(rows => rows is not null) ?? 0,
        _ => null,
    };

    /// <summary>The fields of a request that are set: counts, lengths, and names of parameters.</summary>
    internal static string Describe(object? request)
    {
        if (request is not IMessage message)
        {
            return string.Empty;
        }

        var parts = new List<string>();
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (Describe(field, field.Accessor.GetValue(message)) is { } part)
            {
                parts.Add(part);
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", parts)} ({message.CalculateSize():N0} bytes)");
    }

    private static int? CountRows(Protocol.FieldData field) => field.Scalars?.LongData?.Data.Count ?? field.Scalars?.StringData?.Data.Count;

    private static string? Describe(FieldDescriptor field, object? value) => value switch
    {
        null or "" or 0 or 0L or 0u or 0ul or false or 0f or 0d => null,
        ByteString { IsEmpty: true } => null,
        ByteString bytes => string.Create(CultureInfo.InvariantCulture, $"{field.Name} ({bytes.Length:N0} bytes)"),
        string text => string.Create(CultureInfo.InvariantCulture, $"{field.Name} ({text.Length:N0} characters)"),
        System.Collections.ICollection { Count: 0 } => null,
        IEnumerable<Protocol.KeyValuePair> pairs => $"{field.Name} ({string.Join(' ', pairs.Select(pair => pair.Key))})",
        System.Collections.ICollection items => string.Create(CultureInfo.InvariantCulture, $"{field.Name} ({items.Count:N0})"),
        _ => field.Name,
    };
}

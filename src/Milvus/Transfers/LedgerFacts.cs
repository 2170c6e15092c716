using System.Collections;
using System.Text.Json;

namespace Milvus.Transfers;

/// <summary>Named values of a line of a ledger: texts, integers and booleans. Secrets do not belong into a ledger.</summary>
internal sealed class LedgerFacts : IEnumerable<KeyValuePair<string, object>>
{
    private const string Counted = "counted";
    private const string Compared = "compared";

    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

    internal void Add(string name, string value) => _values[name] = value;

    internal void Add(string name, long value) => _values[name] = value;

    internal void Add(string name, bool value) => _values[name] = value;

    /// <summary>Adds a primary key, <see cref="long"/> or <see cref="string"/>; nothing for null.</summary>
    internal void AddKey(string name, object? key)
    {
        if (key is not null)
        {
            _values[name] = key is long or string
                ? key
                : throw new ArgumentException($"A key is a long or a string, not {key.GetType()}.", nameof(key));
        }
    }

    /// <summary>Adds what a verification has counted and compared; nothing for null.</summary>
    internal void AddVerified(long? counted, long? compared)
    {
        if (counted is { } rows)
        {
            Add(Counted, rows);
        }

        if (compared is { } values)
        {
            Add(Compared, values);
        }
    }

    /// <summary>What a verification has counted and compared; null for what is missing.</summary>
    internal (long? Counted, long? Compared) GetVerified() => (Find(Counted) as long?, Find(Compared) as long?);

    /// <summary>A value, or null.</summary>
    internal object? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>A text; empty if it is missing.</summary>
    internal string GetText(string name) => Find(name) as string ?? string.Empty;

    /// <summary>An integer; 0 if it is missing.</summary>
    internal long GetNumber(string name) => Find(name) is long number ? number : 0;

    /// <summary>Takes over all values of a later line.</summary>
    internal void Merge(LedgerFacts later)
    {
        foreach (var (name, value) in later._values)
        {
            _values[name] = value;
        }
    }

    internal void Write(Utf8JsonWriter writer)
    {
        foreach (var (name, value) in _values)
        {
            switch (value)
            {
                case long number:
                    writer.WriteNumber(name, number);
                    break;
                case bool flag:
                    writer.WriteBoolean(name, flag);
                    break;
                default:
                    writer.WriteString(name, (string)value);
                    break;
            }
        }
    }

    /// <exception cref="FormatException">A value is of another kind.</exception>
    internal static LedgerFacts Read(JsonElement values)
    {
        var facts = new LedgerFacts();
        foreach (var property in values.EnumerateObject())
        {
            facts._values[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString()!,
                JsonValueKind.Number => property.Value.GetInt64(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                var kind => throw new FormatException($"the value of '{property.Name}' is of the kind {kind}."),
            };
        }

        return facts;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

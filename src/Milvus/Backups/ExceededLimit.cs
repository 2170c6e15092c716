using System.Collections;
using System.Text;

namespace Milvus.Backups;

/// <summary>
/// Finds rows that exceed the limits of their fields. A server keeps such rows when a limit becomes smaller, but refuses to insert them, so
/// they cannot be restored.
/// </summary>
/// <param name="schema">The collection.</param>
internal sealed class ExceededLimit(Collection schema)
{
    private readonly Dictionary<string, Field> _limited = schema.Field
        .Where(field => field.MaxLength is not null || field.MaxCapacity is not null)
        .ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>The first field with a value that exceeds its limit; null if none was found.</summary>
    internal Field? Exceeded { get; private set; }

    internal void Check(IEnumerable<KeyValuePair<string, object?>> row)
    {
        if (_limited.Count == 0 || Exceeded is not null)
        {
            return;
        }

        foreach (var (name, value) in row)
        {
            if (_limited.TryGetValue(name, out var field) && Exceeds(field, value))
            {
                Exceeded = field;
            }
        }
    }

    private static bool Exceeds(Field field, object? value) => value switch
    {
        string text => IsTooLong(field, text),
        ICollection list => list.Count > field.MaxCapacity || list.OfType<string>().Any(text => IsTooLong(field, text)),
        _ => false,
    };

    // A letter has at most three bytes in each half of its UTF-16 form.
    private static bool IsTooLong(Field field, string text) =>
        field.MaxLength is { } most && text.Length * 3L > most && Encoding.UTF8.GetByteCount(text) > most;
}

using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using Milvus.Core.Errors;
using Milvus.Core.Marshalling.Values;
using Milvus.Values;

namespace Milvus;

/// <summary>Formats values for views: vectors are shortened, and control characters of stored text never reach the terminal.</summary>
public static class Display
{
    private const int LongText = 200;
    private const int MaxDepth = 8;
    private const int MinShare = 16;

    private static readonly string[] _units = ["bytes", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>
    /// A row, or that of a hit, on one line: name and value of each field; null is written as null, because an empty text shows nothing.
    /// </summary>
    public static string Entity(object? entity)
    {
        if (entity is not null && PipedHit.Find(PSObject.AsPSObject(entity)) is { } hit)
        {
            entity = hit.Entity;
        }

        return entity is null
            ? string.Empty
            : string.Join(
                "; ",
                Fields(entity).Select(field => $"{TerminalText.ToLine(field.Key)}: {(field.Value is null ? "null" : Value(field.Value))}"));
    }

    /// <summary>A row as lines, one per field, with aligned names.</summary>
    public static string Lines(object? entity)
    {
        if (entity is null)
        {
            return string.Empty;
        }

        var fields = Fields(entity).ToList();
        var width = fields.Select(field => field.Key.Length).DefaultIfEmpty().Max();
        return string.Join(
            Environment.NewLine,
            fields.Select(field => $"{TerminalText.ToLine(field.Key).PadRight(width)} : {Value(field.Value)}"));
    }

    /// <summary>Parameters and properties on one line.</summary>
    public static string Pairs(IDictionary<string, string>? pairs) => pairs is null
        ? string.Empty
        : string.Join("; ", pairs.Select(pair => $"{TerminalText.ToLine(pair.Key)} = {TerminalText.ToLine(pair.Value)}"));

    /// <summary>Names and values on one line.</summary>
    public static string Table(IReadOnlyDictionary<string, object?>? pairs) => pairs is null
        ? string.Empty
        : string.Join("; ", pairs.Select(pair => $"{TerminalText.ToLine(pair.Key)} = {Value(pair.Value)}"));

    /// <summary>The width of each of several columns that share what the others of a table leave.</summary>
    /// <param name="host">The host; a screen whose width is unknown has 80 columns.</param>
    /// <param name="others">The width of the other columns with the gaps, in characters.</param>
    /// <param name="columns">The number of columns that share the rest.</param>
    public static int Share(PSHost? host, int others, int columns)
    {
        var width = ScreenWidth.Find(host?.UI?.RawUI, 80);
        return Math.Max(MinShare, (width - others) / columns);
    }

    /// <summary>The end of a path or of an address, which is longer than a column: its end has the name.</summary>
    public static string Place(string? place, int width)
    {
        var text = TerminalText.ToLine(place ?? string.Empty);
        return text.Length <= width ? text : "…" + text[^(width - 1)..];
    }

    /// <summary>A command on lines that fit a screen, which remain one command when they are copied.</summary>
    public static string Command(string? command, int width) => CommandLines.Wrap(TerminalText.ToLine(command ?? string.Empty), width);

    /// <summary>A text on lines of at most a width in characters, broken between words.</summary>
    public static string Words(string? text, int width) => WordWrap.Wrap(TerminalText.ToLine(text ?? string.Empty), width);

    /// <summary>A name on lines of at most a width in characters, broken after its signs: customer_ and articles.</summary>
    public static string Name(string? name, int width) => WordWrap.WrapNames(TerminalText.ToLine(name ?? string.Empty), width);

    /// <summary>
    /// What a step of a desired state changes, on lines of at most a width in characters: the property with its present and its desired
    /// value, or the object that is added or removed, and on a line of its own what is lost.
    /// </summary>
    public static string Change(DesiredStateChange? step, int width)
    {
        if (step is null)
        {
            return string.Empty;
        }

        var values = step.Property is null ? step.Desired ?? step.Present : $"{step.Present ?? "none"} -> {step.Desired ?? "none"}";
        var change = Name(step.Property is null ? values : $"{step.Property}: {values}", width);
        return step.Loss is null ? change : $"{change}{(change.Length == 0 ? string.Empty : "\n")}{Name($"Loss: {step.Loss}", width)}";
    }

    /// <summary>A number with separators.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A size as people read it: 512 bytes, 1.5 KB, 24 MB, 3.2 GB. The units are those of PowerShell: 1KB is 1,024.</summary>
    public static string Size(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        while (size >= 999.5 && unit < _units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return unit == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} {(bytes == 1 ? "byte" : "bytes")}")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(size, size < 9.95 ? 1 : 0)} {_units[unit]}");
    }

    /// <summary>A duration as people read it: 0.4 ms, 45 ms, 1.2 s, 2:05 min, 1:02:05 h.</summary>
    public static string Duration(TimeSpan duration) => TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds)) switch
    {
        _ when duration.TotalMilliseconds is > 0 and < 9.95 =>
            string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.0} ms"),
        _ when duration.TotalMilliseconds < 999.5 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        _ when duration.TotalSeconds < 59.95 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } whole => string.Create(CultureInfo.InvariantCulture, $"{whole.Minutes}:{whole.Seconds:00} min"),
        var whole => string.Create(CultureInfo.InvariantCulture, $"{(int)whole.TotalHours}:{whole.Minutes:00}:{whole.Seconds:00} h"),
    };

    /// <summary>A text on one line, whole.</summary>
    public static string Text(string? text) => TerminalText.ToLine(text ?? string.Empty);

    /// <summary>A shortened value.</summary>
    public static string Value(object? value) => Value(value, 0);

    private static IEnumerable<KeyValuePair<string, object?>> Fields(object entity) => PlainObject.Of(entity) switch
    {
        IDictionary table => DictionaryEntries.Enumerate(table).Select(pair => KeyValuePair.Create($"{pair.Key}", pair.Value)),
        // The fields of a hit are also properties of the hit itself.
        SearchHit hit => OutputProperties.Find(typeof(SearchHit))!.Display.Append(nameof(SearchHit.Highlight))
            .Select(name => KeyValuePair.Create(name, typeof(SearchHit).GetProperty(name)!.GetValue(hit)))
            .Where(pair => pair.Value is not null),
        _ => PSObject.AsPSObject(entity).Properties.Select(property => KeyValuePair.Create(property.Name, (object?)property.Value)),
    };

    // A row can contain itself: displaying it must not end the process.
    private static string Value(object? value, int depth) =>
        value switch
        {
            null => string.Empty,
            PSObject or IEnumerable and not string when depth > MaxDepth => "…",
            PSObject { BaseObject: not PSCustomObject } wrapped => Value(wrapped.BaseObject, depth),
            string text => TerminalText.ToLine(text.Length > LongText ? text[..LongText] + "…" : text),
            float[] vector => Vector(vector, vector.Length),
            // To the runtime, an array of signed bytes is one of bytes, too.
            sbyte[] bytes when bytes.GetType() == typeof(sbyte[]) => Vector(bytes, bytes.Length),
            byte[] bits =>
                $"[{Convert.ToHexString(bits.AsSpan(0, Math.Min(bits.Length, 8)))}{(bits.Length > 8 ? "…" : string.Empty)}] "
                    + $"({bits.Length * 8} bits)",
            IReadOnlyDictionary<uint, float> sparse => Sparse(sparse),
            PSObject or IDictionary => "{"
                + string.Join(
                    ", ",
                    Fields(value).Select(field => $"{TerminalText.ToLine(field.Key)}: {Value(field.Value, depth + 1)}"))
                + "}",
            IEnumerable list => Vector(list.Cast<object?>().Take(10), list is ICollection counted ? counted.Count : -1, 10, depth + 1),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => TerminalText.ToLine(value.ToString() ?? string.Empty),
        };

    private static string Vector<T>(IEnumerable<T> items, int count, int shown = 3, int depth = 0)
    {
        var text = string.Join(", ", items.Take(shown).Select(item => item is float number
            ? number.ToString("0.####", CultureInfo.InvariantCulture)
            : Value(item, depth)));
        return count > shown ? $"[{text}, …] ({count})" : $"[{text}]";
    }

    private static string Sparse(IReadOnlyDictionary<uint, float> vector)
    {
        var pairs = vector
            .Take(3)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value:0.####}"));
        return $"{{{string.Join(", ", pairs)}{(vector.Count > 3 ? ", …" : string.Empty)}}} ({vector.Count})";
    }
}

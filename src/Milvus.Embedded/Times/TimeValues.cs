using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Times;

/// <summary>Converts the values of fields of type Timestamptz between their text and the stored number.</summary>
internal static class TimeValues
{
    private static readonly Dictionary<string, Func<DateTime, long>> _parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["year"] = time => time.Year,
        ["month"] = time => time.Month,
        ["day"] = time => time.Day,
        ["hour"] = time => time.Hour,
        ["minute"] = time => time.Minute,
        ["second"] = time => time.Second,
        ["microsecond"] = time => time.Ticks % TimeSpan.TicksPerSecond / (TimeSpan.TicksPerMillisecond / 1000),
    };

    /// <summary>Replaces texts by timestamps. Values of other types are returned as they are.</summary>
    /// <param name="data">The values of one field.</param>
    /// <param name="zone">The zone of texts without an offset.</param>
    public static FieldData Read(FieldData data, TimeZoneInfo zone)
    {
        if (data.Type != DataType.Timestamptz || data.Scalars is not { } scalars)
        {
            return data;
        }

        var read = new FieldData(data);
        read.Scalars.LongData = new LongArray();
        switch (scalars.DataCase)
        {
            case ScalarField.DataOneofCase.StringData:
                // The text at a null is empty.
                read.Scalars.LongData.Data.AddRange(
                    scalars.StringData.Data.Select((text, place) => IsFiller(data, scalars, text, place) ? 0 : Read(text, zone)));
                break;
            case ScalarField.DataOneofCase.TimestamptzData:
                read.Scalars.LongData.Data.AddRange(scalars.TimestamptzData.Data);
                break;
            case ScalarField.DataOneofCase.LongData:
                read.Scalars.LongData.Data.AddRange(scalars.LongData.Data);
                break;
            default:
                // The reader of the column rejects it.
                return data;
        }

        return read;
    }

    /// <summary>Parses a value of a row.</summary>
    private static long Read(string text, TimeZoneInfo zone) =>
        TimeText.TryRead(text, zone, out var microseconds) && TimeText.ExcessOffset(text) is null
            ? microseconds
            : throw MilvusError.Parameter(
                $"got invalid timestamptz string '{text}': invalid timezone name; must be a valid IANA Time Zone ID (e.g., "
                    + "'Asia/Shanghai' or 'UTC')"
            );

    /// <summary>What is wrong with a value in a schema or a filter; null if it is valid.</summary>
    public static string? FindFlaw(string text, TimeZoneInfo zone) =>
        TimeText.ExcessOffset(text) is { } hours ? $"UTC offset hour {hours} is out of the valid range [-12, 14]"
        : TimeText.TryRead(text, zone, out _) ? null
        : $"invalid timestamp string: '{text}'. Does not match any known format";

    /// <summary>Replaces the timestamps of a result by texts, or by lists of the requested parts (`time_fields`).</summary>
    public static void Write(IEnumerable<FieldData> answer, TimeZoneInfo zone, string? parts)
    {
        foreach (var data in answer.Where(data => data.Type == DataType.Timestamptz))
        {
            var moments = data.Scalars.LongData.Data;
            if (PartsOf(parts) is { } wanted)
            {
                data.Type = DataType.Array;
                var lists = new ArrayArray { ElementType = DataType.Int64 };
                lists.Data.AddRange(moments.Select(moment => List(TimeText.Local(moment, zone, out _), wanted)));
                data.Scalars.ArrayData = lists;
                continue;
            }

            var texts = new StringArray();
            texts.Data.AddRange(
                moments.Select((moment, row) => data.ValidData.Count > 0 && !data.ValidData[row] ? "" : TimeText.Write(moment, zone)));
            data.Scalars.StringData = texts;
        }
    }

    /// <summary>Replaces the text of a default value by its timestamp.</summary>
    public static void StoreDefault(FieldSchema field, TimeZoneInfo zone)
    {
        if (field.DataType == DataType.Timestamptz && field.DefaultValue?.DataCase == ValueField.DataOneofCase.StringData)
        {
            var text = field.DefaultValue.StringData;
            if (FindFlaw(text, zone) is { } flaw)
            {
                throw MilvusError.Parameter(flaw);
            }

            TimeText.TryRead(text, zone, out var moment);
            field.DefaultValue = new ValueField { TimestamptzData = moment };
        }
    }

    /// <summary>Replaces the timestamp of a default value by text, the form in which it was given.</summary>
    public static void DescribeDefault(FieldSchema field, TimeZoneInfo zone)
    {
        if (field.DefaultValue?.DataCase == ValueField.DataOneofCase.TimestamptzData)
        {
            field.DefaultValue = new ValueField { StringData = TimeText.Write(field.DefaultValue.TimestamptzData, zone) };
        }
    }

    private static bool IsFiller(FieldData data, ScalarField scalars, string text, int place) =>
        text.Length == 0 && scalars.StringData.Data.Count == data.ValidData.Count && !data.ValidData[place];

    private static Func<DateTime, long>[]? PartsOf(string? names) =>
        string.IsNullOrWhiteSpace(names)
            ? null
            :
            [
                .. names
                    .Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(name =>
                        _parts.GetValueOrDefault(name)
                        ?? throw MilvusError.Parameter($"time field {name} is unknown, known are {string.Join(", ", _parts.Keys)}")),
            ];

    private static ScalarField List(DateTime time, Func<DateTime, long>[] parts)
    {
        var list = new ScalarField { LongData = new LongArray() };
        list.LongData.Data.AddRange(parts.Select(part => part(time)));
        return list;
    }
}

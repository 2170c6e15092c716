using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Milvus.Embedded.Diagnostics;

namespace Milvus.Server;

/// <summary>
/// Writes each record as one line of JSON. Only the values of the server's own records are written. Values of other categories, and
/// messages of exceptions, can contain data of a client.
/// </summary>
internal sealed class JsonLineLogger(string category, JsonLineLoggerProvider provider) : ILogger
{
    private const string TemplateKey = "{OriginalFormat}";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => provider.IsEnabled(category, logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteString("time", DateTime.UtcNow);
            writer.WriteString("level", logLevel.ToString().ToLowerInvariant());
            writer.WriteString("category", category);
            writer.WriteString("event", eventId.Name);
            var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            writer.WriteString("message", values.FirstOrDefault(value => value.Key == TemplateKey).Value as string);
            if (category == ServerLog.Category)
            {
                foreach (var (name, value) in values.Where(value => value.Key != TemplateKey))
                {
                    Write(writer, JsonNamingPolicy.CamelCase.ConvertName(name), value);
                }
            }

            if (exception is not null)
            {
                writer.WriteString("exception", exception.GetType().FullName);
                writer.WriteString("stack", EngineFailure.StackOf(exception));
            }

            writer.WriteEndObject();
        }

        line.Write("\n"u8);
        provider.Write(line.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case int or long or double:
                writer.WriteNumber(name, Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteString(name, value?.ToString());
                break;
        }
    }
}

using System.Buffers;
using System.Text.Json;
using Google.Protobuf;
using Milvus.Embedded.Diagnostics;

namespace Milvus.Client.Tracing;

/// <summary>
/// A trace file with a line of JSON for each attempt of a call: names, sizes, codes and times, values only where they are asked for, and
/// never secrets.
/// </summary>
internal sealed class CallTrace : IDisposable
{
    private readonly object _gate = new();
    private readonly FileStream _file;
    private readonly TracedValues? _values;

    /// <param name="path">The file.</param>
    /// <param name="hideSecrets">Masks the secrets of the connection in values; null for lines without values.</param>
    /// <exception cref="MilvusException">The file cannot be written.</exception>
    internal CallTrace(string path, Func<string, string>? hideSecrets)
    {
        _values = hideSecrets is null ? null : new TracedValues(hideSecrets);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            _file = new FileStream(path, options);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The file '{path}' cannot be written: {failure.Message}", failure);
        }
    }

    public void Dispose() => _file.Dispose();

    internal void Write(
        string method,
        string requestId,
        string? database,
        object? request,
        object? response,
        int attempt,
        TimeSpan time,
        MilvusException? error)
    {
        WriteLine(method, requestId, writer =>
        {
            WriteText("database", database);
            WriteText("collection", CallShape.GetCollection(request));
            writer.WriteNumber("attempt", attempt);
            writer.WriteNumber("requestBytes", Size(request));
            writer.WriteNumber("answerBytes", Size(response));
            if (CallShape.CountRows(request, response) is { } rows)
            {
                writer.WriteNumber("rows", rows);
            }

            writer.WriteNumber("milliseconds", Math.Round(time.TotalMilliseconds, 3));
            WriteText("error", error?.ErrorId);
            if (error is { Code: not 0 })
            {
                writer.WriteNumber("code", error.Code);
            }

            _values?.Write(writer, "requestValues", request);
            _values?.Write(writer, "answerValues", response);

            void WriteText(string name, string? text)
            {
                if (!string.IsNullOrEmpty(text))
                {
                    writer.WriteString(name, text);
                }
            }
        });
    }

    /// <summary>Notes an unexpected exception of the engine: its type and its stack.</summary>
    internal void Write(EngineFailure failure) => WriteLine(failure.Method, failure.RequestId, writer =>
    {
        writer.WriteString("exception", failure.ExceptionType);
        writer.WriteString("stack", failure.Stack);
    });

    private void WriteLine(string method, string requestId, Action<Utf8JsonWriter> rest)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteString("time", DateTime.UtcNow);
            writer.WriteString("method", method);
            writer.WriteString("request", requestId);
            rest(writer);
            writer.WriteEndObject();
        }

        line.Write("\n"u8);
        lock (_gate)
        {
            try
            {
                _file.Write(line.WrittenSpan);
                _file.Flush();
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException)
            {
                // A failure of the trace must not fail the call.
            }
        }
    }

    private static int Size(object? message) => (message as IMessage)?.CalculateSize() ?? 0;
}

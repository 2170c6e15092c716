using Microsoft.Extensions.Logging;

namespace Milvus.Server;

/// <summary>Loggers that share one stream; a line is never torn.</summary>
/// <param name="stream">Where lines are written.</param>
/// <param name="verbose">Whether the server's own records of every level are written; without it warnings and errors.</param>
internal sealed class JsonLineLoggerProvider(Stream stream, bool verbose) : ILoggerProvider
{
    private readonly object _gate = new();
    private volatile bool _hasStarted;

    /// <summary>From now on the web server's warnings and errors are written. What happens before makes the start fail.</summary>
    public void MarkStarted() => _hasStarted = true;

    public ILogger CreateLogger(string categoryName) => new JsonLineLogger(categoryName, this);

    public void Dispose()
    {
    }

    internal bool Takes(string category, LogLevel level) => level != LogLevel.None
        && (category == ServerLog.Category ? verbose || level >= LogLevel.Warning : _hasStarted && level >= LogLevel.Warning);

    internal void Write(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            try
            {
                stream.Write(line);
                stream.Flush();
            }
            catch (IOException)
            {
                // Whoever read the log is gone. A call must not fail because nobody reads the log.
            }
        }
    }
}

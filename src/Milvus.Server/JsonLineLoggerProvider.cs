using Microsoft.Extensions.Logging;

namespace Milvus.Server;

/// <summary>Creates loggers that share one stream. Lines are written as a whole.</summary>
/// <param name="stream">The output.</param>
/// <param name="verbose">Whether the server's own records of every level are written; otherwise only warnings and errors.</param>
internal sealed class JsonLineLoggerProvider(Stream stream, bool verbose) : ILoggerProvider
{
    private readonly object _gate = new();
    private volatile bool _hasStarted;

    /// <summary>Enables warnings and errors of the web server. Before that, they make the start fail and are reported by it.</summary>
    public void MarkStarted() => _hasStarted = true;

    public ILogger CreateLogger(string categoryName) => new JsonLineLogger(categoryName, this);

    public void Dispose()
    {
    }

    internal bool IsEnabled(string category, LogLevel level) => level != LogLevel.None
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
                // The reader of the log has closed it. That must not make a call fail.
            }
        }
    }
}

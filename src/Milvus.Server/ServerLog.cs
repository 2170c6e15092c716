using Microsoft.Extensions.Logging;

namespace Milvus.Server;

/// <summary>
/// The records of the server: names of calls, ids, codes and times. They never contain values of a request or an answer.
/// </summary>
internal static partial class ServerLog
{
    /// <summary>Only records of this category are written with their values.</summary>
    internal const string Category = "Milvus.Server";

    [LoggerMessage(1, LogLevel.Information, "The server listens.", EventName = "Started")]
    internal static partial void LogStarted(ILogger logger);

    [LoggerMessage(2, LogLevel.Information, "The server has stopped.", EventName = "Stopped")]
    internal static partial void LogStopped(ILogger logger);

    [LoggerMessage(3, LogLevel.Debug, "{method} of request {request} ended with {code} after {milliseconds} ms.", EventName = "Call")]
    internal static partial void LogCall(ILogger logger, string method, string request, string code, double milliseconds);

    [LoggerMessage(
        4, LogLevel.Error, "{method} of request {request} failed with {exception}:\n{stack}", EventName = "EngineFailure")]
    internal static partial void LogFailure(ILogger logger, string method, string request, string exception, string stack);
}

using System.Text;

namespace Milvus.Embedded.Diagnostics;

/// <summary>
/// An unexpected exception of the engine, for a bug report. Messages of exceptions are omitted, because they may quote values and passwords
/// of a request.
/// </summary>
/// <param name="Method">The RPC or background job.</param>
/// <param name="RequestId">The id that the client sent, or a new one; for a background job the id of the job.</param>
/// <param name="ExceptionType">The full name of the type.</param>
/// <param name="Stack">The stack frames. Those of inner exceptions follow, after the names of their types.</param>
internal sealed record EngineFailure(string Method, string RequestId, string ExceptionType, string Stack)
{
    public static EngineFailure Of(string method, string requestId, Exception exception) =>
        new(method, requestId, TypeOf(exception), StackOf(exception));

    /// <summary>The stack frames of an exception and its inner exceptions, without messages.</summary>
    public static string StackOf(Exception exception)
    {
        var text = new StringBuilder();
        Append(text, exception);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Exception exception)
    {
        text.Append(exception.StackTrace?.ReplaceLineEndings("\n"));
        IEnumerable<Exception> inner = exception switch
        {
            AggregateException several => several.InnerExceptions,
            { InnerException: { } one } => [one],
            _ => [],
        };
        foreach (var cause in inner)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append("caused by ").Append(TypeOf(cause)).Append('\n');
            Append(text, cause);
        }
    }

    private static string TypeOf(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;
}

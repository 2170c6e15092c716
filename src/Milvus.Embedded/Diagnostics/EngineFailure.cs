using System.Text;

namespace Milvus.Embedded.Diagnostics;

/// <summary>
/// An exception that the engine did not expect, as a bug report needs it. Messages of exceptions are left out: they may quote values
/// and passwords of a request.
/// </summary>
/// <param name="Method">The RPC, or the background job.</param>
/// <param name="RequestId">The id that the client sent, or one made for the call; the id of a background job.</param>
/// <param name="ExceptionType">The full name of the type.</param>
/// <param name="Stack">The frames; of inner exceptions, too, each below the name of its type.</param>
internal sealed record EngineFailure(string Method, string RequestId, string ExceptionType, string Stack)
{
    public static EngineFailure Of(string method, string requestId, Exception exception) =>
        new(method, requestId, TypeOf(exception), StackOf(exception));

    /// <summary>The frames of an exception and of those inside it, without their messages.</summary>
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

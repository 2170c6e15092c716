using Grpc.Core;

namespace Milvus.Embedded.Diagnostics;

/// <summary>The id of a call in errors, logs and traces.</summary>
internal static class RequestId
{
    private const string StateKey = "milvus.request";
    private const int MaxLength = 64;

    // pymilvus sends the first header, its older versions the second.
    private static readonly string[] _headers = ["client-request-id", "client_request_id"];

    /// <summary>
    /// The id that the client sent. If it sent none, or one with other characters than letters, digits, - and _, a new id is created for
    /// the call.
    /// </summary>
    public static string Of(ServerCallContext context)
    {
        if (context.UserState.TryGetValue(StateKey, out var known))
        {
            return (string)known;
        }

        var sent = _headers.Select(context.RequestHeaders.GetValue).FirstOrDefault(id => !string.IsNullOrEmpty(id));
        var id = sent is not null && IsWord(sent) ? sent : Guid.NewGuid().ToString("N");
        context.UserState[StateKey] = id;
        return id;
    }

    private static bool IsWord(string id) =>
        id.Length <= MaxLength && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}

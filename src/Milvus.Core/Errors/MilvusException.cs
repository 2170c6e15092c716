using Milvus.Core.Errors;

namespace Milvus;

/// <summary>
/// The exception of this module: an error of the server, of the connection, or of the input. The message is the
/// server's, if the server returned one. Characters that a terminal would execute are shown as signs.
/// </summary>
public sealed class MilvusException : Exception
{
    /// <summary>Creates an error with a message.</summary>
    public MilvusException()
        : this(MilvusErrorId.ServerError, "The Milvus call failed.")
    {
    }

    /// <summary>Creates an error with a message.</summary>
    public MilvusException(string message)
        : this(MilvusErrorId.ServerError, message)
    {
    }

    /// <summary>Creates an error with its cause.</summary>
    public MilvusException(string message, Exception innerException)
        : this(MilvusErrorId.ServerError, message, innerException)
    {
    }

    /// <summary>Creates an error with its id of <see cref="MilvusErrorId"/>.</summary>
    public MilvusException(string errorId, string message, Exception? innerException = null)
        : base(TerminalText.ToLines(message), innerException)
    {
        ErrorId = errorId;
    }

    /// <summary>The same failure with another message, for a cmdlet that adds the work it had completed.</summary>
    /// <param name="message">The new message.</param>
    /// <param name="row">The first row at fault; null to keep the row.</param>
    /// <param name="action">The recommended action; null keeps that of this error.</param>
    internal MilvusException With(string message, int? row = null, string? action = null) => new(ErrorId, message, this)
    {
        Code = Code,
        LegacyCode = LegacyCode,
        Reason = Reason,
        Retriable = Retriable,
        IsInputError = IsInputError,
        Method = Method,
        Attempts = Attempts,
        RecommendedAction = action ?? RecommendedAction,
        Row = row ?? Row,
        Field = Field,
        RequestId = RequestId,
        OutcomeUnknown = OutcomeUnknown,
    };

    /// <summary>The id of <see cref="MilvusErrorId"/>; the first part of the error record's <c>FullyQualifiedErrorId</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The server's code (for example 100, collection not found); 0 if the error does not come from the server.</summary>
    public int Code { get; init; }

    /// <summary>The legacy code, which servers before 2.3 and some calls of later versions set; 0 if none.</summary>
    public int LegacyCode { get; init; }

    /// <summary>The reason from the server; the message if the error is not the server's.</summary>
    public string Reason
    {
        get => field ?? Message;
        init;
    }

    /// <summary>Whether a retry of the call may succeed.</summary>
    public bool Retriable { get; init; }

    /// <summary>Whether the server reports that the input is at fault.</summary>
    public bool IsInputError { get; init; }

    /// <summary>The RPC that failed (for example DropIndex); null if none was sent.</summary>
    public string? Method { get; init; }

    /// <summary>The number of attempts of the call.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// The request id, which is the same in all attempts of the call; the server writes it into its log. Null if nothing was sent.
    /// </summary>
    public string? RequestId
    {
        get => field ?? (InnerException as MilvusException)?.RequestId;
        internal set;
    }

    /// <summary>Whether a write may have been executed although it failed.</summary>
    internal bool OutcomeUnknown { get; set; }

    /// <summary>The recommended action, as a sentence; null for none.</summary>
    public string? RecommendedAction
    {
        get;
        init => field = value is null ? null : TerminalText.ToLines(value);
    }

    /// <summary>The zero-based row of the input that is at fault; null if it is not a single row.</summary>
    public int? Row { get; init; }

    /// <summary>The field at fault; null if it is not a single field.</summary>
    public string? Field { get; init; }
}

namespace Milvus;

/// <summary>
/// Every failure of this module: what the server said, what went wrong on the way, or what the caller did wrong. The message is the
/// server's, unchanged, where the server spoke.
/// </summary>
public sealed class MilvusException : Exception
{
    /// <summary>Makes an error that carries no more than its message.</summary>
    public MilvusException()
        : this(MilvusErrorId.ServerError, "The Milvus call failed.")
    {
    }

    /// <summary>Makes an error that carries no more than its message.</summary>
    public MilvusException(string message)
        : this(MilvusErrorId.ServerError, message)
    {
    }

    /// <summary>Makes an error with its cause.</summary>
    public MilvusException(string message, Exception innerException)
        : this(MilvusErrorId.ServerError, message, innerException)
    {
    }

    /// <summary>Makes an error with its id of <see cref="MilvusErrorId"/>.</summary>
    public MilvusException(string errorId, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
    }

    /// <summary>The same failure in other words, for a cmdlet that knows what it had done before.</summary>
    /// <param name="message">The other words.</param>
    /// <param name="row">The first row it is about; null: the row it names already.</param>
    internal MilvusException With(string message, int? row = null) => new(ErrorId, message, this)
    {
        Code = Code,
        LegacyCode = LegacyCode,
        Reason = Reason,
        Retriable = Retriable,
        IsInputError = IsInputError,
        Method = Method,
        Attempts = Attempts,
        RecommendedAction = RecommendedAction,
        Row = row ?? Row,
        Field = Field,
        RequestId = RequestId,
        OutcomeUnknown = OutcomeUnknown,
    };

    /// <summary>The id of <see cref="MilvusErrorId"/>; the first part of the error record's <c>FullyQualifiedErrorId</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The server's code (for example 100, collection not found); 0 when the error is not the server's.</summary>
    public int Code { get; init; }

    /// <summary>The legacy code beside it, as servers before 2.3 and some calls of later ones set it; 0 if none.</summary>
    public int LegacyCode { get; init; }

    /// <summary>The server's reason, as it sent it; the message when the error is not the server's.</summary>
    public string Reason
    {
        get => field ?? Message;
        init;
    }

    /// <summary>Whether the same call may succeed if it is sent again.</summary>
    public bool Retriable { get; init; }

    /// <summary>Whether the server says that the input, not the server, is at fault.</summary>
    public bool IsInputError { get; init; }

    /// <summary>The RPC that failed (for example DropIndex); null when none was sent.</summary>
    public string? Method { get; init; }

    /// <summary>How often the call was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// The id that the call carried, the same in all its attempts; the server writes it into its log. Null when nothing was sent.
    /// </summary>
    public string? RequestId
    {
        get => field ?? (InnerException as MilvusException)?.RequestId;
        internal set;
    }

    /// <summary>Whether a write may have been carried out although it failed.</summary>
    internal bool OutcomeUnknown { get; set; }

    /// <summary>What to do about it, in a sentence; null when there is nothing to say.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>The zero-based row of the input that is at fault; null when no single row is.</summary>
    public int? Row { get; init; }

    /// <summary>The field at fault; null when no single field is.</summary>
    public string? Field { get; init; }
}

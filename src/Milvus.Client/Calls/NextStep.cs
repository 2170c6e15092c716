namespace Milvus.Client.Calls;

/// <summary>The reaction of a call to a failed attempt.</summary>
internal enum NextStep
{
    /// <summary>The error is reported: the server did not execute the call, and would return the same error again.</summary>
    Report,

    /// <summary>The call is retried, as long as there are attempts and time left.</summary>
    Repeat,

    /// <summary>The error is reported with the note that the server may have executed the call.</summary>
    ReportWithDoubt,

    /// <summary>The error is MilvusWriteOutcomeUnknown.</summary>
    OutcomeUnknown,
}

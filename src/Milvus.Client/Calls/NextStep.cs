namespace Milvus.Client.Calls;

/// <summary>What a call does after a failed attempt.</summary>
internal enum NextStep
{
    /// <summary>The error is reported as it is: the server did not carry the call out, and would answer the same again.</summary>
    Report,

    /// <summary>The call is sent again, as long as there are attempts and time left.</summary>
    Repeat,

    /// <summary>The error is reported with the note that the server may have carried the call out.</summary>
    ReportWithDoubt,

    /// <summary>The error is MilvusWriteOutcomeUnknown.</summary>
    OutcomeUnknown,
}

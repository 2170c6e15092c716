namespace Milvus;

/// <summary>The reaction to a write whose outcome is unknown because its connection broke.</summary>
public enum UnknownOutcome
{
    /// <summary>Ends with the error MilvusWriteOutcomeUnknown.</summary>
    Stop,

    /// <summary>Reads the rows' keys back and sends the rows that are missing.</summary>
    Verify,

    /// <summary>Sends the rows again; they may then be stored twice.</summary>
    Retry,
}

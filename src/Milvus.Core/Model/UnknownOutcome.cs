namespace Milvus;

/// <summary>What is done when a connection broke while rows were on their way, and nobody knows whether they were stored.</summary>
public enum UnknownOutcome
{
    /// <summary>Ends with the error MilvusWriteOutcomeUnknown.</summary>
    Stop,

    /// <summary>Reads the rows' keys back and sends the rows that are missing.</summary>
    Verify,

    /// <summary>Sends the rows again; they may then be stored twice.</summary>
    Retry,
}

namespace Milvus;

/// <summary>How a transfer proves that the rows arrived.</summary>
public enum TransferVerification
{
    /// <summary>Not at all: only the answers of the target are counted.</summary>
    None,

    /// <summary>Compares the numbers of rows, which finds missing and doubled rows.</summary>
    Count,

    /// <summary>Compares digests of the keys, which finds the keys that are missing or doubled.</summary>
    Key,

    /// <summary>Compares digests of whole rows, which also finds changed values.</summary>
    Full,
}

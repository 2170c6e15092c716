namespace Milvus.Transfers;

/// <summary>The state of a unit of a transfer. Each state includes those before it.</summary>
internal enum UnitState
{
    /// <summary>Its limits are known; nothing was sent.</summary>
    Planned,

    /// <summary>Its rows are about to be sent, or some are sent: it is unknown which of them are stored.</summary>
    Sent,

    /// <summary>The target has acknowledged all rows.</summary>
    Acknowledged,

    /// <summary>The target has as many rows as were read.</summary>
    Counted,

    /// <summary>The digests of source and target are equal.</summary>
    Digested,
}

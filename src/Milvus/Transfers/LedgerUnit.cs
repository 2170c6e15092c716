namespace Milvus.Transfers;

/// <summary>A unit of a transfer as its ledger has it: the latest state, and the facts of all its lines.</summary>
internal sealed class LedgerUnit(string name)
{
    /// <summary>The name, which is unique in the ledger.</summary>
    internal string Name { get; } = name;

    internal UnitState State { get; set; }

    internal LedgerFacts Facts { get; } = [];
}

using System.Collections;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Transfers;

/// <summary>The names of ledgers, and values of parameters in them.</summary>
internal static class LedgerNames
{
    internal const string Ending = ".ledger";

    /// <summary>Identifies values that must not be in a ledger themselves.</summary>
    internal static string Digest(IDictionary values) => Sha256Text.Of(JsonValues.ToText(values))[..16];
}

using System.Collections;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Transfers;

/// <summary>The names of ledgers, and values of parameters in them.</summary>
internal static class LedgerNames
{
    internal const string Ending = ".ledger";

    /// <summary>The ledger of a transfer to a server: in the current folder, with the names of source and target.</summary>
    internal static string Create(string folder, string source, string target)
    {
        var name = $"{source}-to-{target}";
        return Path.Combine(
            folder,
            string.Concat(name.Select(letter => Array.IndexOf(Path.GetInvalidFileNameChars(), letter) >= 0 ? '-' : letter)) + Ending);
    }

    /// <summary>Identifies values that must not be in a ledger themselves.</summary>
    internal static string Digest(IDictionary values) => Sha256Text.Of(JsonValues.ToText(values))[..16];
}

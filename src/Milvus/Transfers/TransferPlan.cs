namespace Milvus.Transfers;

/// <summary>
/// Identifies a transfer: only the same transfer continues a ledger. The facts are source, target, schema digest, and the parameters that
/// decide which rows are transferred and how they are stored. Parameters that do not change the result, such as -Parallel, are left out.
/// </summary>
/// <param name="Kind">One word: copy, export, import, backup, restore, read.</param>
/// <param name="Facts">Names and values in the order of the messages.</param>
internal sealed record TransferPlan(string Kind, IReadOnlyList<KeyValuePair<string, string>> Facts)
{
    /// <summary>What to do about a ledger of another transfer; null for the advice of the error id.</summary>
    internal string? Advice { get; init; }

    internal TransferPlan(string kind, params (string Name, string Value)[] facts)
        : this(kind, [.. facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value))])
    {
    }

    /// <summary>The differences to the plan of a ledger, each as a clause of a message; empty for the same transfer.</summary>
    internal IReadOnlyList<string> FindDifferences(TransferPlan ledger)
    {
        var there = ledger.Facts.ToDictionary(fact => fact.Key, fact => fact.Value, StringComparer.Ordinal);
        var here = Facts.ToDictionary(fact => fact.Key, fact => fact.Value, StringComparer.Ordinal);
        var differences = Kind == ledger.Kind ? new List<string>() : [$"it is a ledger of {Article(ledger.Kind)}, not of {Article(Kind)}"];
        foreach (var name in here.Keys.Union(there.Keys))
        {
            var before = there.GetValueOrDefault(name, string.Empty);
            var value = here.GetValueOrDefault(name, string.Empty);
            if (before != value)
            {
                differences.Add($"{name} is {Quote(before)} in the ledger and {Quote(value)} now");
            }
        }

        return differences;
    }

    /// <summary>Whether it has a fact with this value.</summary>
    internal bool Has(string name, string value) => Facts.Contains(KeyValuePair.Create(name, value));

    private static string Quote(string value) => value.Length == 0 ? "not set" : $"'{value}'";

    private static string Article(string kind) => kind[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? $"an {kind}" : $"a {kind}";
}

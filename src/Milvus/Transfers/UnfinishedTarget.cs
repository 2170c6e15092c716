using Milvus.Files;

namespace Milvus.Transfers;

/// <summary>What an existing collection is, if the ledger of an unfinished transfer says that it may be incomplete.</summary>
/// <param name="Text">A clause of the error that the collection exists.</param>
internal sealed record UnfinishedTarget(string Text)
{
    private const string Advice = "Run the command of that ledger again to continue it, or with -Force to begin it again.";

    private const int MaxLedgers = 1000;

    /// <summary>Reads the ledgers in a folder. One that another command writes is left out.</summary>
    /// <param name="folder">The folder in which ledgers usually are.</param>
    /// <param name="server">The label of the server or of the database file.</param>
    /// <param name="database">The database of the collection.</param>
    /// <param name="name">The collection.</param>
    internal static UnfinishedTarget? Find(string folder, string server, string database, string name)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*" + LedgerNames.Ending).Order(StringComparer.Ordinal).Take(MaxLedgers))
        {
            if (ReadPlan(file) is { } plan && Creates(plan, server, database, name))
            {
                return new($"and may be incomplete: '{file}' is the ledger of an unfinished {plan.Kind} of {plan.Facts[0].Value} into it");
            }
        }

        return null;
    }

    /// <summary>The error for a collection that exists.</summary>
    /// <param name="message">Says that it exists.</param>
    /// <param name="action">What to do about a collection that is complete.</param>
    /// <param name="unfinished">What the ledger says; null if no ledger was found.</param>
    internal static MilvusException CreateExistsError(string message, string action, UnfinishedTarget? unfinished) =>
        new(MilvusErrorId.AlreadyExists, unfinished is null ? $"{message}: nothing was changed." : $"{message}, {unfinished.Text}.")
        {
            RecommendedAction = unfinished is null ? action : $"{Advice} {action}",
        };

    private static bool Creates(TransferPlan plan, string server, string database, string name) => plan.Kind switch
    {
        "copy" or "conversion" => plan.Has("target", $"{server}/{database}/{name}"),
        "restore" => plan.Facts.Any(fact => fact.Value == server)
            && plan.Facts.Any(fact => fact.Value.Split(", ").Any(item => item.EndsWith($"={database}/{name}", StringComparison.Ordinal))),
        _ => false,
    };

    private static TransferPlan? ReadPlan(string file)
    {
        try
        {
            return LedgerContent.Parse(LocalFiles.TryRead(file)).Plan;
        }
        catch (FormatException)
        {
            return null;
        }
        catch (MilvusException)
        {
            // The user may not read it.
            return null;
        }
    }
}

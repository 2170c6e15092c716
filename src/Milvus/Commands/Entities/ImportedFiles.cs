using System.Globalization;
using Milvus.Transfers;

namespace Milvus.Commands.Entities;

/// <summary>
/// The files of an import. The ledger has the size and the time of each file whose rows were sent: such a file must not change before the
/// import continues. Files that follow may change, for example because they were damaged.
/// </summary>
/// <param name="paths">The full paths.</param>
internal sealed class ImportedFiles(IReadOnlyList<string> paths)
{
    private const string StateFact = "state";

    private readonly List<string> _states = paths.Select(Describe).ToList();
    private int _recorded;

    /// <summary>The number of files from the first one to that of the last row that was read.</summary>
    internal int Reached { get; set; }

    /// <summary>Records the files that are reached.</summary>
    internal void Record(TransferLedger ledger)
    {
        for (; _recorded < Reached; _recorded++)
        {
            if (ledger.FindStep(Name(_recorded)) is null)
            {
                ledger.RecordStep(Name(_recorded), new LedgerFacts { { StateFact, _states[_recorded] } });
            }
        }
    }

    /// <param name="path">The ledger, for the error.</param>
    /// <param name="findStep">Finds a step of the ledger.</param>
    /// <exception cref="MilvusException">A file has changed since rows of it were sent.</exception>
    internal void Check(string path, Func<string, LedgerFacts?> findStep)
    {
        for (var i = 0; i < paths.Count; i++)
        {
            if (findStep(Name(i))?.GetText(StateFact) is { } before && before != _states[i])
            {
                throw new MilvusException(
                    MilvusErrorId.LedgerMismatch,
                    $"The ledger '{path}' does not belong to this import: '{paths[i]}' has changed since rows of it were "
                        + "imported. It "
                        + $"had {before}, and has {_states[i]}.")
                {
                    RecommendedAction = "Use the file as it was. " + ImportLedger.RestartAdvice,
                };
            }
        }
    }

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"file {index + 1}");

    private static string Describe(string path)
    {
        var info = new FileInfo(path);
        return string.Create(CultureInfo.InvariantCulture, $"{info.Length} bytes of {info.LastWriteTimeUtc:O}");
    }
}

using Milvus.Names;

namespace Milvus.Settings;

/// <summary>Receives hints about unknown names: a warning if a known name is similar, otherwise a verbose line.</summary>
/// <param name="Warning">Receives a warning.</param>
/// <param name="Verbose">Receives a verbose line.</param>
internal sealed record Hints(Action<string> Warning, Action<string> Verbose)
{
    /// <summary>Reports a name that is sent although no list contains it.</summary>
    internal void ReportUnknown(string place, string name, IEnumerable<string> known)
    {
        if (NearName.Find(name, known) is { } near)
        {
            Warning($"{place}: '{name}' is unknown. Did you mean {near}? It is sent unchanged.");
        }
        else
        {
            Verbose($"{place}: '{name}' is unknown, and is sent unchanged.");
        }
    }
}

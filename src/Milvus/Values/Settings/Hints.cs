namespace Milvus.Values;

/// <summary>Receives remarks about unknown names: a similar known name gives a warning, any other unknown name a verbose line.</summary>
/// <param name="Warning">Takes a warning.</param>
/// <param name="Verbose">Takes a verbose line.</param>
internal sealed record Hints(Action<string> Warning, Action<string> Verbose)
{
    /// <summary>Reports a name that is sent although no list contains it.</summary>
    internal void ReportUnknown(string place, string name, IEnumerable<string> known)
    {
        if (NearName.Of(name, known) is { } near)
        {
            Warning($"{place}: '{name}' is unknown. Did you mean {near}? It is sent unchanged.");
        }
        else
        {
            Verbose($"{place}: '{name}' is unknown, and is sent unchanged.");
        }
    }
}

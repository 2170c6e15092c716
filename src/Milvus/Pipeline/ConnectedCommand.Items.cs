namespace Milvus;

/// <summary>How a cmdlet goes through what it was given: names, or objects from the pipeline.</summary>
public abstract partial class ConnectedCommand
{
    /// <summary>The parameter set with names.</summary>
    private protected const string ByName = "ByName";

    /// <summary>The parameter set with piped objects.</summary>
    private protected const string ByObject = "ByObject";

    /// <summary>The collection, as far as a cmdlet names one.</summary>
    private protected override object? Target => MyInvocation.BoundParameters.GetValueOrDefault("Collection");

    /// <summary>Acts on each piped object. One that fails is an error of its own, and the others go on.</summary>
    private protected void ForEach<T>(IEnumerable<T> items, Action<T> act)
    {
        foreach (var item in items)
        {
            ForItem(item, () => act(item));
        }
    }

    /// <summary>Acts on each name, which stands for one thing: a name with wildcards is refused.</summary>
    /// <param name="names">The names.</param>
    /// <param name="act">What is done to one.</param>
    /// <param name="parameter">The parameter that has them.</param>
    private protected void ForEachName(IEnumerable<string> names, Action<string> act, string parameter = "Name") =>
        ForEach(names, name => act(Names.Literal(name, parameter)));

    /// <summary>Writes what was read or changed, marked with where the piped object came from.</summary>
    /// <param name="found">What is written.</param>
    /// <param name="from">The object that was piped; null where things were named.</param>
    private protected void Write(MilvusObject found, MilvusObject? from) =>
        WriteObject(Mark(found, ConnectionOf(from), CallOf(from).Database));
}

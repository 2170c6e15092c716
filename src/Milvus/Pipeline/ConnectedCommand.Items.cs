using Milvus.Values;

namespace Milvus.Pipeline;

/// <summary>Processes the names or the piped objects of a cmdlet.</summary>
public abstract partial class ConnectedCommand
{
    /// <summary>The parameter set with names.</summary>
    private protected const string ByName = "ByName";

    /// <summary>The parameter set with piped objects.</summary>
    private protected const string ByObject = "ByObject";

    /// <summary>The collection, if the cmdlet has the parameter.</summary>
    private protected override object? Target => MyInvocation.BoundParameters.GetValueOrDefault("Collection");

    /// <inheritdoc/>
    private protected override object? FindTarget(MilvusException failure, object? target) => failure.ErrorId switch
    {
        MilvusErrorId.DatabaseNotFound => FindNamed("Database", failure) ?? base.FindTarget(failure, target),
        MilvusErrorId.PartitionNotFound => FindNamed("Partition", failure) ?? base.FindTarget(failure, target),
        MilvusErrorId.CollectionNotFound => FindNamed("Collection", failure) ?? base.FindTarget(failure, target),
        MilvusErrorId.FieldNotFound when failure.Field is null => FindNamed("Field", failure) ?? FindNamed("LabelField", failure)
            ?? base.FindTarget(failure, target),
        MilvusErrorId.ResourceGroupNotFound => FindNamed("SourceResourceGroup", failure) ?? FindNamed("TargetResourceGroup", failure)
            ?? FindNamed("ResourceGroup", failure) ?? base.FindTarget(failure, target),
        MilvusErrorId.RoleNotFound => FindNamed("Role", failure) ?? base.FindTarget(failure, target),
        _ => base.FindTarget(failure, target),
    };

    // The name in a parameter that the failure names.
    private string? FindNamed(string parameter, MilvusException failure) =>
        (MyInvocation.BoundParameters.GetValueOrDefault(parameter) switch
        {
            string name => [name],
            string[] names => names,
            _ => Array.Empty<string>(),
        }).FirstOrDefault(name => failure.Message.Contains(name, StringComparison.Ordinal));

    /// <summary>Runs an action for each piped object. The failure of one is an error, and the others are still processed.</summary>
    private protected void ForEach<T>(IEnumerable<T> items, Action<T> act)
    {
        foreach (var item in items)
        {
            ForItem(item, () => act(item));
        }
    }

    /// <summary>
    /// Runs an action for an object of a list that the server returned. If another client has dropped it since, it is left out.
    /// </summary>
    private protected void ForListed<T>(T item, Action act) => ForItem(item, () =>
    {
        try
        {
            act();
        }
        catch (MilvusException failure) when (IsGone(failure.ErrorId))
        {
            WriteVerbose($"{item} was dropped after it was listed, and is left out: {failure.Message}");
        }
    });

    /// <inheritdoc cref="ForListed"/>
    private protected void ForEachListed<T>(IEnumerable<T> items, Action<T> act)
    {
        foreach (var item in items)
        {
            ForListed(item, () => act(item));
        }
    }

    private static bool IsGone(string errorId) => errorId is MilvusErrorId.CollectionNotFound or MilvusErrorId.PartitionNotFound
        or MilvusErrorId.IndexNotFound or MilvusErrorId.AliasNotFound or MilvusErrorId.DatabaseNotFound or MilvusErrorId.UserNotFound
        or MilvusErrorId.RoleNotFound or MilvusErrorId.ResourceGroupNotFound or MilvusErrorId.PrivilegeGroupNotFound
        or MilvusErrorId.ObjectNotFound;

    /// <summary>Runs an action for each name. A name with wildcards is refused.</summary>
    /// <param name="names">The names.</param>
    /// <param name="act">The action.</param>
    /// <param name="parameter">The parameter with the names.</param>
    private protected void ForEachName(IEnumerable<string> names, Action<string> act, string parameter = "Name") =>
        ForEach(names, name => act(NamePatterns.CheckLiteral(name, parameter)));

    /// <summary>Writes an object, with the origin of the piped object.</summary>
    /// <param name="found">The object to write.</param>
    /// <param name="from">The piped object; null if names were specified.</param>
    private protected void Write(MilvusObject found, MilvusObject? from) =>
        WriteObject(Mark(found, GetConnection(from), GetCall(from).Database));
}

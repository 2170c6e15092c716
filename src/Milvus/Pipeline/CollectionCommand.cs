namespace Milvus;

/// <summary>A cmdlet about something inside one collection.</summary>
public abstract class CollectionCommand : ConnectedCommand
{
    /// <summary>The parameter set of a thing that is named.</summary>
    private protected const string ByName = "ByName";

    /// <summary>The parameter set of things that are piped.</summary>
    private protected const string ByObject = "ByObject";

    private protected override object? Target => MyInvocation.BoundParameters.GetValueOrDefault("Collection");
}

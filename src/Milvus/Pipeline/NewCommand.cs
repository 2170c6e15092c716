using System.Management.Automation;
using Milvus.Transformations;

namespace Milvus.Pipeline;

/// <summary>A cmdlet that creates objects on a server by their names, which may be piped, also as properties of plain objects.</summary>
public abstract class NewCommand : ConnectedCommand
{
    /// <summary>The name, or several: letters, digits and underscores.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PipedDefinition(OnlyText = true)]
    public string[] Name { get; set; } = [];

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process() => ForEach(Name, Create);

    /// <summary>Creates an object.</summary>
    private protected abstract void Create(string name);
}

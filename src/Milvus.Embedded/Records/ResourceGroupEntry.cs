using Milvus.Protocol;

namespace Milvus.Embedded.Records;

/// <summary>A resource group: its name and settings, and whether the only node is in it. Immutable.</summary>
/// <param name="Created">The hybrid timestamp of its creation.</param>
internal sealed record ResourceGroupEntry(string Name, ResourceGroupConfig Config, bool HasNode, long Created)
{
    public const string DefaultName = "__default_resource_group";

    /// <summary>The maximum number of nodes.</summary>
    public int Limit => Config.Limits.NodeNum;

    /// <summary>The requested number of nodes.</summary>
    public int Request => Config.Requests.NodeNum;

    public static ResourceGroupConfig Numbers(int requests, int limits) => new()
    {
        Requests = new ResourceGroupLimit { NodeNum = requests },
        Limits = new ResourceGroupLimit { NodeNum = limits },
    };
}

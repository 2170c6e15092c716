using Milvus.Protocol;

namespace Milvus.Embedded.Records;

/// <summary>A resource group: a name, how many nodes it asks for, and whether the one node is in it. Never changed, but replaced.</summary>
/// <param name="Created">Hybrid timestamp.</param>
internal sealed record ResourceGroupEntry(string Name, ResourceGroupConfig Config, bool HasNode, long Created)
{
    public const string DefaultName = "__default_resource_group";

    /// <summary>How many nodes it may have.</summary>
    public int Limit => Config.Limits.NodeNum;

    /// <summary>How many nodes it asks for.</summary>
    public int Request => Config.Requests.NodeNum;

    public static ResourceGroupConfig Numbers(int requests, int limits) => new()
    {
        Requests = new ResourceGroupLimit { NodeNum = requests },
        Limits = new ResourceGroupLimit { NodeNum = limits },
    };
}

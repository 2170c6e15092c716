using System.Text;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.ResourceGroups;

/// <summary>
/// Rules for names and settings of resource groups. Names are validated as in Milvus 2.3.5, settings as in 2.4, which introduced them.
/// </summary>
internal static class ResourceGroupRules
{
    private const int MaximumLength = 255;

    public static void CheckName(string name)
    {
        if (name.Length == 0)
        {
            throw MilvusError.Unexpected("resource group name couldn't be empty");
        }

        var rule =
            Encoding.UTF8.GetByteCount(name) > MaximumLength ? "the length of a resource group name must be less than 255 characters"
            : name[0] != '_' && !char.IsAsciiLetter(name[0])
                ? "the first character of a resource group name must be an underscore or letter"
            : name.Any(letter => letter != '_' && !char.IsAsciiLetterOrDigit(letter))
                ? "resource group name can only contain numbers, letters and underscores"
            : null;
        if (rule is not null)
        {
            throw MilvusError.Parameter($"Invalid resource group name {name}. {rule}");
        }
    }

    /// <summary>Throws if source and target are the same group.</summary>
    public static void CheckPair(string source, string target)
    {
        if (source == target)
        {
            throw MilvusError.Parameter(
                $"source resource group and target resource group should not be the same, resource group: {source}");
        }
    }

    public static void CheckConfig(string name, ResourceGroupConfig config, Func<string, bool> isThere)
    {
        if (config.Requests is null || config.Limits is null)
        {
            throw CreateIllegal(name, "requests or limits is required");
        }

        if (config.Requests.NodeNum < 0 || config.Limits.NodeNum < 0)
        {
            throw CreateIllegal(name, "node num in `requests` or `limits` should not less than 0");
        }

        if (config.Limits.NodeNum < config.Requests.NodeNum)
        {
            throw CreateIllegal(name, "limits node num should not less than requests node num");
        }

        CheckTransfers(name, "TransferFrom", config.TransferFrom, isThere);
        CheckTransfers(name, "TransferTo", config.TransferTo, isThere);
    }

    /// <summary>Throws if a group cannot be dropped: its limit is not 0, it has the node, or another group refers to it.</summary>
    public static void CheckDrop(ResourceGroupEntry group, IEnumerable<ResourceGroupEntry> all)
    {
        var name = group.Name;
        if (name == ResourceGroupEntry.DefaultName)
        {
            throw MilvusError.Parameter("default resource group is not deletable", "not default resource group", name);
        }

        if (group.Limit != 0)
        {
            throw MilvusError.Parameter("resource group's limits node num is not 0", "not empty resource group", name);
        }

        foreach (var other in all)
        {
            RefuseReferences(name, other, "TransferFrom", other.Config.TransferFrom);
            RefuseReferences(name, other, "TransferTo", other.Config.TransferTo);
        }
    }

    private static void RefuseReferences(
        string name,
        ResourceGroupEntry other,
        string setting,
        IEnumerable<ResourceGroupTransfer> transfers)
    {
        if (transfers.Any(transfer => transfer.ResourceGroup == name))
        {
            throw MilvusError.Parameter($"resource group {name} is used by {other.Name}'s `{setting}`, remove that configuration first",
                $"not `{setting}` of resource group", name);
        }
    }

    private static void CheckTransfers(
        string name,
        string setting,
        IEnumerable<ResourceGroupTransfer> transfers,
        Func<string, bool> isThere)
    {
        foreach (var other in transfers.Select(transfer => transfer.ResourceGroup))
        {
            if (other == name)
            {
                throw CreateIllegal(name, $"resource group in `{setting}` {other} should not be itself");
            }

            if (!isThere(other))
            {
                throw CreateIllegal(name, $"resource group in `{setting}` {other} not exist");
            }
        }
    }

    private static MilvusError CreateIllegal(string name, string why) =>
        new(MilvusError.ResourceGroupConfigCode, $"{why}: resource group illegal config[rg={name}]");
}

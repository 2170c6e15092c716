using System.Text;
using Milvus.Embedded.Service;
using Milvus.Protocol;

namespace Milvus.Embedded.ResourceGroups;

/// <summary>What names and settings of groups may be. Names are checked as by 2.3.5; settings came with 2.4, and so did their texts.</summary>
internal static class ResourceGroupRules
{
    private const int MaximumLength = 255;

    public static void Name(string name)
    {
        if (name.Length == 0)
        {
            throw MilvusError.Unexpected("resource group name couldn't be empty");
        }
        var rule = Encoding.UTF8.GetByteCount(name) > MaximumLength ? "the length of a resource group name must be less than 255 characters"
            : name[0] != '_' && !char.IsAsciiLetter(name[0]) ? "the first character of a resource group name must be an underscore or letter"
            : name.Any(letter => letter != '_' && !char.IsAsciiLetterOrDigit(letter)) ? "resource group name can only contain numbers, letters and underscores"
            : null;
        if (rule is not null)
        {
            throw MilvusError.Parameter($"Invalid resource group name {name}. {rule}");
        }
    }

    public static void Config(string name, ResourceGroupConfig config, Func<string, bool> isThere)
    {
        if (config.Requests is null || config.Limits is null)
        {
            throw Illegal(name, "requests or limits is required");
        }
        if (config.Requests.NodeNum < 0 || config.Limits.NodeNum < 0)
        {
            throw Illegal(name, "node num in `requests` or `limits` should not less than 0");
        }
        if (config.Limits.NodeNum < config.Requests.NodeNum)
        {
            throw Illegal(name, "limits node num should not less than requests node num");
        }
        Transfers(name, "TransferFrom", config.TransferFrom, isThere);
        Transfers(name, "TransferTo", config.TransferTo, isThere);
    }

    private static void Transfers(string name, string setting, IEnumerable<ResourceGroupTransfer> transfers, Func<string, bool> isThere)
    {
        foreach (var other in transfers.Select(transfer => transfer.ResourceGroup))
        {
            if (other == name)
            {
                throw Illegal(name, $"resource group in `{setting}` {other} should not be itself");
            }
            if (!isThere(other))
            {
                throw Illegal(name, $"resource group in `{setting}` {other} not exist");
            }
        }
    }

    private static MilvusError Illegal(string name, string why) => new(MilvusError.ResourceGroupConfigCode, $"{why}: resource group illegal config[rg={name}]");
}

using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Values;

namespace Milvus;

/// <summary>Lists the file resources of the server.</summary>
/// <example><code>Get-MilvusFileResource</code>Lists all file resources.</example>
/// <example><code>Get-MilvusFileResource stop* | Format-List</code>Shows those whose names begin with stop.</example>
/// <example><code>(Get-MilvusFileResource stopwords).Path</code>Returns the path of a file.</example>
[Cmdlet(VerbsCommon.Get, "MilvusFileResource", DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "Get-MilvusFileResource.md")]
[OutputType(typeof(FileResource))]
public sealed class GetMilvusFileResourceCommand : GetCommand<FileResource>
{
    private readonly Dictionary<MilvusConnection, IReadOnlyList<FileResource>> _all = [];

    private protected override IReadOnlyList<FileResource> List(FileResource? item)
    {
        var connection = GetConnection(item);
        if (!_all.TryGetValue(connection, out var all))
        {
            all = Await(connection.Client.ListFileResourcesAsync, GetCall(item));
            _all[connection] = all;
        }

        return all;
    }

    private protected override FileResource Find(string name, FileResource? item) =>
        NamePatterns.Match(List(item), name, resource => resource.Name).FirstOrDefault() ?? throw new MilvusException(
            MilvusErrorId.FileNotFound,
            $"The server has no file resource {name}.")
        {
            RecommendedAction = "Get-MilvusFileResource lists the existing ones.",
        };
}

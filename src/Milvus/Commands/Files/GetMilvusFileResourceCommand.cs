using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Lists the file resources of the server.</summary>
/// <example><code>Get-MilvusFileResource</code>Lists all.</example>
/// <example><code>Get-MilvusFileResource stop* | Format-List</code>Those whose names begin with stop.</example>
/// <example><code>(Get-MilvusFileResource stopwords).Path</code>Where a file is.</example>
[Cmdlet(VerbsCommon.Get, "MilvusFileResource")]
[OutputType(typeof(FileResource))]
public sealed class GetMilvusFileResourceCommand : ConnectedCommand
{
    /// <summary>Names, with wildcards; all file resources when left out. A name without wildcards that is not there is an error.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FileResourceNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var all = Await(Client.ListFileResourcesAsync);
        foreach (var pattern in Name ?? ["*"])
        {
            var found = Names.Match(all, pattern, resource => resource.Name).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                ForItem(pattern, () => throw new MilvusException(MilvusErrorId.FileNotFound, $"The server has no file resource {pattern}.")
                {
                    RecommendedAction = "Get-MilvusFileResource lists those there are.",
                });
            }

            foreach (var resource in found)
            {
                WriteObject(Mark(resource));
            }
        }
    }
}

using System.Management.Automation;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Lists and describes the snapshots of a collection.</summary>
/// <example><code>Get-MilvusSnapshot words</code>Lists the snapshots of the collection.</example>
/// <example>
/// <code>Get-MilvusSnapshot words monday | Format-List</code>
/// Describes a snapshot: its partitions, creation time and location.
/// </example>
/// <example>
/// <code>Get-MilvusSnapshot -Name nightly*</code>
/// Lists the snapshots of all collections of the database whose names begin with nightly.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusSnapshot", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusSnapshot.md")]
[OutputType(typeof(Snapshot))]
public sealed class GetMilvusSnapshotCommand : ConnectedCommand
{
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);
    private bool _listed;

    /// <summary>Collections as Get-MilvusCollection returns them; their snapshots are read on the connection each came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>The collection; every collection of the database when left out.</summary>
    [Parameter(Position = 0)]
    [OnlyIn(ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string? Collection { get; set; }

    /// <summary>Names, with wildcards; all snapshots when left out. A name without wildcards that does not exist is an error.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SnapshotNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByObject)
        {
            foreach (var collection in InputObject)
            {
                ForItem(collection, () => Write(collection.Name, collection));
            }

            return;
        }

        if (Collection is null)
        {
            ForEachListed(Await(Client.ListCollectionsAsync), collection => Write(collection, null));
        }
        else
        {
            ForItem(Collection, () => Write(Collection, null));
        }

        if (Collection is null && _listed)
        {
            ReportMissing();
        }
    }

    /// <summary>Of all collections, at least one must have a snapshot with the name.</summary>
    private void ReportMissing()
    {
        foreach (var name in Name ?? [])
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name) && !_found.Contains(name))
            {
                ForItem(
                    name,
                    () =>
                        throw new MilvusException(MilvusErrorId.ObjectNotFound, $"No collection on {GetPlace()} has a snapshot {name}.")
                        {
                            RecommendedAction = "Get-MilvusSnapshot lists the snapshots of all collections.",
                        });
            }
        }
    }

    private void Write(string collection, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        var known = Await((call, token) => client.ListSnapshotsAsync(call, collection, token), context);
        _listed = true;
        foreach (var pattern in Name ?? ["*"])
        {
            var found = NamePatterns.Match(known, pattern, name => name).ToList();
            _found.UnionWith(found);
            // Of all collections, only one must have the snapshot.
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern) && (Collection ?? item?.Name) is not null)
            {
                // The server's own error is clear enough.
                found.Add(pattern);
            }

            var listed = WildcardPattern.ContainsWildcardCharacters(pattern);
            foreach (var name in found)
            {
                ForItem(name, () => WriteObject(Mark(listed ? TryDescribe(name) : Describe(name), GetConnection(item), context.Database)));
            }
        }

        Snapshot Describe(string name) => Await((call, token) => client.DescribeSnapshotAsync(call, collection, name, token), context);

        // The list contains only names. Describing a snapshot requires another privilege.
        Snapshot TryDescribe(string name) =>
            TryRead<Snapshot>(
                $"Snapshot {name}",
                async (call, token) => await client.DescribeSnapshotAsync(call, collection, name, token).ConfigureAwait(false),
                context
            ) ?? new Snapshot { Name = name, Collection = collection };
    }
}

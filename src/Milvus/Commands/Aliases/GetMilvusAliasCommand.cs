using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Pipeline;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Lists aliases and their collections.</summary>
/// <example><code>Get-MilvusAlias</code>Lists the aliases of the database.</example>
/// <example><code>(Get-MilvusAlias current).Collection</code>Returns the collection of an alias.</example>
/// <example><code>Get-MilvusCollection words | Get-MilvusAlias</code>Lists the aliases of a collection.</example>
[Cmdlet(VerbsCommon.Get, "MilvusAlias", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusAlias.md")]
[OutputType(typeof(Alias))]
public sealed class GetMilvusAliasCommand : ConnectedCommand
{
    /// <summary>Names, with wildcards; all aliases when left out. A name without wildcards that does not exist is an error.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AliasNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only aliases of this collection.</summary>
    [Parameter]
    [OnlyIn(ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string? Collection { get; set; }

    /// <summary>
    /// Collections as Get-MilvusCollection returns them, whose aliases are listed; or names of aliases as text, with wildcards.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, item => Write(item.IsName ? null : item.Name, item.IsName ? [item.Name] : Name, item));
        ForEach<string?>(ParameterSetName == ByName ? [Collection] : [], collection => Write(collection, Name, null));
    }

    private void Write(string? collection, string[]? names, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        foreach (var name in names ?? ["*"])
        {
            if (collection is null && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                ForItem(name, () => Show(name));
                continue;
            }

            var known = Await((call, token) => client.ListAliasesAsync(call, collection, token), context);
            string[] found = [.. NamePatterns.Match(known, name, alias => alias)];
            if (found.Length > 0 || WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteEachListed<string, Alias>(found, item, DescribeAsync);
                continue;
            }

            ForItem(name, () => throw new MilvusException(
                MilvusErrorId.AliasNotFound,
                $"Collection {collection} has no alias {name}."));
        }

        // The list contains only names. Describing an alias requires another privilege.
        async Task<Alias> DescribeAsync(MilvusClient client, CallContext call, string name, CancellationToken token) =>
            await BestEffort.TryReadAsync<Alias>(
                call,
                $"The collection of alias {name}",
                async () => await client.DescribeAliasAsync(call, name, token).ConfigureAwait(false)).ConfigureAwait(false)
            ?? new Alias { Name = name, Collection = collection ?? string.Empty };

        void Show(string name) =>
            WriteObject(
                Mark(Await((call, token) => client.DescribeAliasAsync(call, name, token), context), GetConnection(item), context.Database));
    }
}

using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Lists the fields of a collection.</summary>
/// <example><code>Get-MilvusField words</code>Lists the fields of the collection.</example>
/// <example>
/// <code>Get-MilvusField words vector | Set-MilvusField -Property @{ 'mmap.enabled' = $true }</code>
/// Sets a parameter of one field.
/// </example>
/// <example>
/// <code>Get-MilvusCollection | Get-MilvusField | Where-Object Type -EQ FloatVector</code>
/// The float vectors of all collections.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusField", DefaultParameterSetName = ByName)]
[OutputType(typeof(Field))]
public sealed class GetMilvusFieldCommand : CollectionCommand
{
    /// <summary>Collections as Get-MilvusCollection gives them; their fields are read on the connection each came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Names, with wildcards; all fields when left out. A name without wildcards that is not there is an error.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByName)
        {
            ForItem(Collection, () => Write(Collection, null));
            return;
        }

        foreach (var collection in InputObject)
        {
            ForItem(collection, () => Write(collection.Name, collection));
        }
    }

    private void Write(string collection, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        var known = Await((call, token) => client.DescribeCollectionAsync(call, collection, token), context);
        foreach (var name in Name ?? ["*"])
        {
            var found = Names.Match(known.Field, name, field => field.Name).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                ForItem(
                    name,
                    () =>
                        throw new MilvusException(MilvusErrorId.InvalidArgument, $"Collection {collection} has no field {name}.")
                        {
                            Field = name,
                            RecommendedAction = $"Get-MilvusField {collection} lists the fields there are.",
                        });
            }

            foreach (var field in found)
            {
                WriteObject(Mark(field, ConnectionOf(item), context.Database));
            }
        }
    }
}

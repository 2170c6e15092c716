using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Lists the fields of a collection.</summary>
/// <example><code>Get-MilvusField words</code>Lists the fields of the collection.</example>
/// <example>
/// <code>Get-MilvusField words vector | Set-MilvusField -Property @{ 'mmap.enabled' = $true }</code>
/// Sets a parameter of one field.
/// </example>
/// <example>
/// <code>Get-MilvusCollection | Get-MilvusField | Where-Object Type -EQ FloatVector</code>
/// Lists the float vectors of all collections.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusField", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusField.md")]
[OutputType(typeof(Field))]
public sealed class GetMilvusFieldCommand : GetInCollectionCommand<Field>
{
    private protected override IReadOnlyList<Field> List(string collection, Collection? item)
    {
        var client = GetClient(item);
        return Await((call, token) => client.DescribeCollectionAsync(call, collection, token), GetCall(item)).Field;
    }

    private protected override IEnumerable<Field> Find(
        Lazy<IReadOnlyList<Field>> known,
        string collection,
        Collection? item,
        string name) => FindByName(known.Value, name) ?? throw new MilvusException(
            MilvusErrorId.FieldNotFound,
            $"Collection {collection} has no field {name}.")
        {
            Field = name,
            RecommendedAction = $"Get-MilvusField {collection} lists the existing fields.",
        };
}

using System.Management.Automation;

namespace Milvus.Values;

/// <summary>
/// Gives outputs the properties that PowerShell lists when a view of another type was shown before. They belong to each object: type data
/// of the manifest would be an error when a second copy of the module is imported into the same session.
/// </summary>
internal static class DisplayProperties
{
    private const string StandardMembers = "PSStandardMembers";

    private static readonly Dictionary<Type, string[]> _names = new()
    {
        [typeof(MilvusConnection)] =
        [
            nameof(MilvusConnection.Name), nameof(MilvusConnection.Address), nameof(MilvusConnection.Database),
            nameof(MilvusConnection.ServerType), nameof(MilvusConnection.ServerVersion), nameof(MilvusConnection.State),
        ],
        [typeof(ServerInfo)] = [nameof(ServerInfo.Address), nameof(ServerInfo.Type), nameof(ServerInfo.Version)],
        [typeof(Collection)] =
            [nameof(Collection.Name), nameof(Collection.RowCount), nameof(Collection.LoadState), nameof(Collection.Field)],
        [typeof(Field)] =
        [
            nameof(Field.Name), nameof(Field.Type), nameof(Field.PrimaryKey), nameof(Field.Dimension), nameof(Field.MaxLength),
            nameof(Field.Nullable),
        ],
        [typeof(Index)] =
        [
            nameof(Index.Collection), nameof(Index.Name), nameof(Index.Field), nameof(Index.IndexType), nameof(Index.MetricType),
            nameof(Index.IndexedRows), nameof(Index.State),
        ],
        [typeof(MutationResult)] =
        [
            nameof(MutationResult.Collection), nameof(MutationResult.InsertCount), nameof(MutationResult.DeleteCount),
            nameof(MutationResult.UpsertCount),
        ],
        [typeof(SearchHit)] =
            [nameof(SearchHit.Query), nameof(SearchHit.Rank), nameof(SearchHit.Id), nameof(SearchHit.Score), nameof(SearchHit.Entity)],
    };

    /// <summary>Adds the properties to an output and to the fields of a collection. Other objects stay as they are.</summary>
    internal static object? AddTo(object? output)
    {
        var plain = PlainObject.Of(output);
        if (plain is null || !_names.TryGetValue(plain.GetType(), out var names))
        {
            return output;
        }

        Add(plain, names);
        if (plain is Collection collection)
        {
            AddAlias(collection);
            foreach (var field in collection.Field)
            {
                Add(field, _names[typeof(Field)]);
            }
        }

        return output;
    }

    private static void Add(object plain, string[] names)
    {
        var target = PSObject.AsPSObject(plain);
        if (target.Members[StandardMembers] is null)
        {
            target.Members.Add(new PSMemberSet(StandardMembers, [new PSPropertySet("DefaultDisplayPropertySet", names)]));
        }
    }

    // Scripts read the name of the collection in the same way from collections and from their parts.
    private static void AddAlias(Collection collection)
    {
        var target = PSObject.AsPSObject(collection);
        if (target.Properties[nameof(Field.Collection)] is null)
        {
            target.Properties.Add(new PSAliasProperty(nameof(Field.Collection), nameof(Collection.Name)));
        }
    }
}

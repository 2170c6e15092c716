using System.Collections;
using Google.Protobuf;
using Milvus.Protocol;

namespace Milvus.Embedded.Access;

/// <summary>Removes objects without a grant from lists of collections and databases, as Milvus 3.0 does.</summary>
internal static class VisibleNames
{
    public static void Filter(AccessCatalog access, string user, object request, object response, Call call)
    {
        switch (request, response)
        {
            case (ShowCollectionsRequest show, ShowCollectionsResponse collections):
                var database = call.ResolveDatabase(show.DbName);
                Keep(collections, collections.CollectionNames.Select(name => access.CanSeeCollection(user, database, name)).ToList());
                break;

            case (_, ListDatabasesResponse databases):
                Keep(databases, databases.DbNames.Select(name => access.CanSeeDatabase(user, name)).ToList());
                break;
        }
    }

    /// <summary>
    /// The response has parallel lists. The elements of hidden names are removed from each list that has one element for each name.
    /// </summary>
    private static void Keep(IMessage response, List<bool> kept)
    {
        foreach (var field in response.Descriptor.Fields.InDeclarationOrder().Where(field => field.IsRepeated))
        {
            var column = (IList)field.Accessor.GetValue(response);
            if (column.Count == kept.Count)
            {
                for (var i = kept.Count - 1; i >= 0; i--)
                {
                    if (!kept[i])
                    {
                        column.RemoveAt(i);
                    }
                }
            }
        }
    }
}

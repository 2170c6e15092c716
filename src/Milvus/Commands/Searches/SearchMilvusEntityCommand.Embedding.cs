using Milvus.Client.Reads;
using Milvus.Core.Calls;
using Milvus.Embedders;

namespace Milvus;

// The texts of a search, if no function of the collection turns them into vectors.
public sealed partial class SearchMilvusEntityCommand
{
    private VectorQuery EmbedTexts(VectorQuery query)
    {
        if (query.Texts is not { } texts)
        {
            return query;
        }

        var schema = Await((call, token) => Client.GetSchemaAsync(call, Collection, token));
        var field = SearchedField.Find(schema, query);
        if (!field.IsFunctionOutput)
        {
            // The model of the rows is one of the properties, which another client may have written.
            schema = Await((call, token) => Client.DescribeCollectionAsync(call, Collection, token));
            field = SearchedField.Find(schema, query);
        }

        if (EmbedderChoice.OfQuery(Connected, Call, schema, field, Embedder) is not { } embedding)
        {
            return query;
        }

        var vectors = Await(token => embedding.EmbedQueriesAsync(texts, token), Call);
        return query with { Texts = null, Vectors = vectors, Field = field.Name };
    }
}

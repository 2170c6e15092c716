extern alias core;

using core::Milvus.Core.Embedding;
using Milvus.Embedded.Access;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Embedding;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Protocol;

namespace Milvus.Embedded.Service;

/// <summary>The vectors of texts, which TextEmbedding functions compute before a write takes its lock.</summary>
internal sealed partial class EmbeddedService
{
    private RequestRows Embed(CollectionEntry collection, RequestRows rows, Call call) =>
        rows.Embed((schema, output, texts) =>
            new FunctionEmbedding(collection, call).EmbedRows(schema, output, texts, binding => Bind(collection, binding)));

    private Dictionary<string, Column> EmbedPart(CollectionEntry collection, UpsertRequest request, Call call)
    {
        var embedding = new FunctionEmbedding(collection, call);
        return RequestRows.ReadTexts(collection, request).ToDictionary(
            part => part.Output.Name,
            part => embedding.EmbedRows(part.Schema, part.Output, part.Texts, binding => Bind(collection, binding)),
            StringComparer.Ordinal);
    }

    /// <summary>Records the model of the first rows. Of two that write at the same time, the first one decides.</summary>
    private void Bind(CollectionEntry collection, EmbedderBinding made)
    {
        lock (collection.Gate)
        {
            var properties = collection.Properties
                .Select(pair => System.Collections.Generic.KeyValuePair.Create(pair.Key, pair.Value)).ToList();
            if (EmbedderBinding.Find(properties, made.Field) is { } other)
            {
                if (other.Model != made.Model)
                {
                    throw EmbedderFaults.CreateMismatch(
                        $"the vectors of field {made.Field} of {collection.Name} were made by model '{other.Model}', and the embedder has "
                            + $"model '{made.Model}'");
                }

                return;
            }

            catalog.AlterCollection(
                collection, [new KeyValuePair { Key = made.ChooseProperty(properties), Value = made.ToJson() }], []);
        }
    }
}

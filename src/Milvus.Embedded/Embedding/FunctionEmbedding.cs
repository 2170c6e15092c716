extern alias core;

using System.Runtime.InteropServices;
using core::Milvus.Core.Embedding;
using Google.Protobuf;
using Milvus.Embedded.Access;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;

namespace Milvus.Embedded.Embedding;

/// <summary>
/// Computes the vectors of TextEmbedding functions with the embedder of a call. It waits for another program, so its callers hold no lock.
/// </summary>
/// <param name="collection">The collection.</param>
/// <param name="call">The call: its time limit, and the embedder.</param>
internal sealed class FunctionEmbedding(CollectionEntry collection, Call call)
{
    private EmbeddingCall Budget => new(call.Deadline);

    /// <summary>The vectors of the texts of rows, as the column of the output of a function.</summary>
    /// <param name="schema">The schema of the texts.</param>
    /// <param name="output">The output.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="bind">Records the model with the first row.</param>
    public Column EmbedRows(CollectionSchema schema, FieldSchema output, Column texts, Action<EmbedderBinding> bind)
    {
        var function = schema.FindEmbedding(output)!;
        var chosen = Choose(function, output);
        var values = (ValueColumn<string>)texts;
        var vectors = (VectorColumn)FieldColumns.Create(output);
        string[] all = [.. Enumerable.Range(0, values.Count).Select(row => ReadText(function, values, row))];
        if (all.Length == 0)
        {
            return vectors;
        }

        call.Embedding.Begin();
        EmbedderBinding? made = null;
        var found = Wait(async () =>
        {
            var binding = Find(output.Name);
            binding?.CheckModel(chosen, collection.Name);
            var embedded = await chosen.EmbedAsync(all, EmbeddingUse.Text, Budget, call.Token).ConfigureAwait(false);
            CheckDimension(chosen, output, embedded[0].Length);
            if (binding is not null)
            {
                await binding.CheckAsync(chosen, collection.Name, Budget, call.Token).ConfigureAwait(false);
                return embedded;
            }

            var fingerprint = await chosen.ComputeFingerprintAsync(Budget, call.Token).ConfigureAwait(false);
            made = new EmbedderBinding(chosen.Model, embedded[0].Length, fingerprint, output.Name, texts.Name);
            return embedded;
        }, call.Deadline is null ? string.Empty : " Nothing was stored or changed.");
        foreach (var vector in found)
        {
            vectors.Append(ToBytes(output, vector));
        }

        if (made is not null)
        {
            bind(made);
        }

        call.Embedding.End();
        return vectors;
    }

    /// <summary>A search with vectors instead of texts, if a TextEmbedding function computes the searched field.</summary>
    /// <returns>The request itself if it has no texts for such a field.</returns>
    public SearchRequest EmbedQueries(SearchRequest request)
    {
        if (request.SearchInputCase == SearchRequest.SearchInputOneofCase.Ids
            || FindSearched(request) is not { } field
            || collection.Schema.FindEmbedding(field) is not { } function
            || ReadTexts(request.PlaceholderGroup) is not { } group)
        {
            return request;
        }

        var chosen = Choose(function, field);
        var texts = group.Placeholders[0];
        string[] all = [.. texts.Values.Select(value => value.ToStringUtf8())];
        var vectors = Wait(async () =>
        {
            if (Find(field.Name) is { } binding)
            {
                await binding.CheckAsync(chosen, collection.Name, Budget, call.Token).ConfigureAwait(false);
            }

            return await chosen.EmbedAsync(all, EmbeddingUse.Query, Budget, call.Token).ConfigureAwait(false);
        });
        var placeholder = new PlaceholderValue { Tag = texts.Tag, Type = (PlaceholderType)field.DataType };
        foreach (var vector in vectors)
        {
            CheckDimension(chosen, field, vector.Length);
            placeholder.Values.Add(ByteString.CopyFrom(ToBytes(field, vector)));
        }

        var embedded = request.Clone();
        embedded.PlaceholderGroup = new PlaceholderGroup { Placeholders = { placeholder } }.ToByteString();
        return embedded;
    }

    private static PlaceholderGroup? ReadTexts(ByteString group)
    {
        try
        {
            var read = PlaceholderGroup.Parser.ParseFrom(group);
            return read.Placeholders is [{ Type: PlaceholderType.VarChar, Values.Count: > 0 }] ? read : null;
        }
        catch (InvalidProtocolBufferException)
        {
            // The search reports what is wrong with the group.
            return null;
        }
    }

    private FieldSchema? FindSearched(SearchRequest request) => request.SearchParams.Find("anns_field") is { Length: > 0 } name
        ? collection.FindField(name)
        : collection.VectorFields.Take(2).ToArray() is [var only] ? only : null;

    private MilvusEmbedder Choose(FunctionSchema function, FieldSchema output)
    {
        if (call.Embedder is not { } embedder)
        {
            throw EmbedderFaults.CreateMissing(function.Name, output.Name);
        }

        return function.Params.Find(EmbeddingParameters.Model) is { Length: > 0 } model && model != embedder.Model
            ? throw EmbedderFaults.CreateMismatch(
                $"function {function.Name} of collection {collection.Name} has model '{model}', and the embedder has model "
                    + $"'{embedder.Model}'")
            : embedder;
    }

    private EmbedderBinding? Find(string field) => EmbedderBinding.Find(
        collection.Properties.Select(pair => System.Collections.Generic.KeyValuePair.Create(pair.Key, pair.Value)), field);

    private static string ReadText(FunctionSchema function, ValueColumn<string> texts, int row) =>
        !texts.IsNull(row) && texts[row].Length > 0 ? texts[row] : throw MilvusError.Parameter(
            $"function {function.Name}: row {row} has no text in field {texts.Name}, and TextEmbedding does not support empty text");

    private static void CheckDimension(MilvusEmbedder embedder, FieldSchema output, int dimension)
    {
        if (dimension != FieldColumns.NumberOf(output, "dim"))
        {
            throw MilvusError.Parameter(
                $"vector dimension mismatch, model {embedder.Model} has another dimension than field {output.Name}",
                FieldColumns.NumberOf(output, "dim"),
                dimension);
        }
    }

    private static byte[] ToBytes(FieldSchema output, float[] vector)
    {
        if (output.DataType == DataType.FloatVector)
        {
            return MemoryMarshal.AsBytes<float>(vector).ToArray();
        }

        return Array.ConvertAll(vector, component =>
            component is >= sbyte.MinValue and <= sbyte.MaxValue && component == MathF.Truncate(component)
                ? unchecked((byte)(sbyte)component)
                : throw MilvusError.Parameter(
                    $"embedder failed: field {output.Name} takes whole numbers from -128 to 127, not {component}"));
    }

    private static T Wait<T>(Func<Task<T>> embed, string note = "")
    {
        try
        {
            return embed().GetAwaiter().GetResult();
        }
        catch (core::Milvus.MilvusException failure)
        {
            throw EmbedderFaults.Convert(failure, note);
        }
    }
}

using Google.Protobuf;
using Milvus.Client.Calls;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Adds a field. Existing rows get null or the default value.</summary>
    internal Task AddFieldAsync(CallContext call, string collection, Field field, CancellationToken token) =>
        ChangeSchemaAsync(
            call,
            collection,
            async () =>
            {
                if (field.ElementType == DataType.Struct)
                {
                    var ofStructs = new Protocol.AddCollectionStructFieldRequest
                    {
                        CollectionName = collection,
                        StructArrayFieldSchema = StructSchemas.ToSchema(field),
                    };
                    await CallAsync(call, Rpcs.AddCollectionStructField, ofStructs, token).ConfigureAwait(false);
                    return;
                }

                var schema = SchemaWriter.ToSchema(field);
                try
                {
                    await AlterSchemaAsync(
                            call,
                            collection,
                            new()
                            {
                                AddRequest = new()
                                {
                                    FieldInfos = { new Protocol.AlterCollectionSchemaRequest.Types.FieldInfo { FieldSchema = schema } },
                                },
                            },
                            token)
                        .ConfigureAwait(false);
                }
                catch (MilvusException e)
                    when (IsUnsupported(e)
                        || e.ErrorId == MilvusErrorId.PermissionDenied
                        || (e.Code == 1100 && e.Message.Contains("external collection", StringComparison.OrdinalIgnoreCase)))
                {
                    // Servers before 3.0 have a separate call for it. Some servers support the new call only for external collections, and
                    // report that. The two calls also require different privileges, of which a user may have only one.
                    var request = new Protocol.AddCollectionFieldRequest { CollectionName = collection, Schema = schema.ToByteString() };
                    try
                    {
                        await CallAsync(call, Rpcs.AddCollectionField, request, token).ConfigureAwait(false);
                    }
                    catch (MilvusException missing) when (IsUnsupported(missing) && !IsUnsupported(e))
                    {
                        // The server has only the new call, so its error counts.
                        throw e.With(e.Message);
                    }
                }
            });

    internal Task DropFieldAsync(CallContext call, string collection, string field, CancellationToken token) => ChangeSchemaAsync(
        call,
        collection,
        () => AlterSchemaAsync(call, collection, new() { DropRequest = new() { FieldName = field } }, token));

    /// <summary>The same by the id of the field, which is unique over time.</summary>
    internal Task DropFieldAsync(CallContext call, string collection, long fieldId, CancellationToken token) => ChangeSchemaAsync(
        call,
        collection,
        () => AlterSchemaAsync(call, collection, new() { DropRequest = new() { FieldId = fieldId } }, token));

    /// <summary>Sets and removes parameters of a field, for example mmap.enabled or max_length.</summary>
    internal Task AlterFieldAsync(
        CallContext call,
        string collection,
        string field,
        IReadOnlyDictionary<string, object?>? set,
        IReadOnlyList<string>? remove,
        CancellationToken token)
    {
        var request = new Protocol.AlterCollectionFieldRequest { CollectionName = collection, FieldName = field };
        request.Properties.AddRange(ToPairs(set));
        request.DeleteKeys.AddRange(remove ?? []);
        return ExplainAsync(
            ChangeSchemaAsync(call, collection, () => CallAsync(call, Rpcs.AlterCollectionField, request, token)),
            () => FindMissingFieldAsync(call, collection, field, token));
    }

    /// <summary>Adds a function; with a field, also that field and its index.</summary>
    internal Task AddFunctionAsync(
        CallContext call,
        string collection,
        Function function,
        Field? field,
        IndexParameter? index,
        CancellationToken token)
    {
        var schema = FunctionSchemas.ToSchema(function);
        if (field is null || index is null)
        {
            var request = new Protocol.AddCollectionFunctionRequest { CollectionName = collection, FunctionSchema = schema };
            return ChangeSchemaAsync(call, collection, () => CallAsync(call, Rpcs.AddCollectionFunction, request, token));
        }

        var added = new Protocol.AlterCollectionSchemaRequest.Types.FieldInfo
        {
            FieldSchema = SchemaWriter.ToSchema(field),
            IndexName = index.Name,
        };
        added.FieldSchema.IsFunctionOutput = true;
        added.ExtraParams.AddRange(IndexPairs(index));
        return ChangeSchemaAsync(
            call,
            collection,
            () =>
                AlterSchemaAsync(
                    call,
                    collection,
                    new()
                    {
                        AddRequest = new() { FieldInfos = { added }, FuncSchema = { schema } },
                    },
                    token));
    }

    internal Task AlterFunctionAsync(CallContext call, string collection, Function function, CancellationToken token)
    {
        var request = new Protocol.AlterCollectionFunctionRequest
        {
            CollectionName = collection,
            FunctionName = function.Name,
            FunctionSchema = FunctionSchemas.ToSchema(function),
        };
        return ChangeSchemaAsync(call, collection, () => CallAsync(call, Rpcs.AlterCollectionFunction, request, token));
    }

    /// <summary>Drops a function, and optionally the fields it computed.</summary>
    internal Task DropFunctionAsync(CallContext call, string collection, string function, bool withFields, CancellationToken token) =>
        ChangeSchemaAsync(
            call,
            collection,
            () =>
                withFields
                    ? AlterSchemaAsync(
                        call,
                        collection,
                        new()
                        {
                            DropRequest = new() { FunctionName = function, DropFunctionOutputFields = true },
                        },
                        token)
                    : CallAsync(
                        call,
                        Rpcs.DropCollectionFunction,
                        new Protocol.DropCollectionFunctionRequest { CollectionName = collection, FunctionName = function },
                        token));

    /// <summary>Sets and removes properties of an index, for example mmap.enabled.</summary>
    internal Task AlterIndexAsync(
        CallContext call,
        string collection,
        string index,
        IReadOnlyDictionary<string, object?>? set,
        IReadOnlyList<string>? remove,
        CancellationToken token)
    {
        var request = new Protocol.AlterIndexRequest { CollectionName = collection, IndexName = index };
        request.ExtraParams.AddRange(ToPairs(set));
        request.DeleteKeys.AddRange(remove ?? []);
        return ExplainAsync(
            CallAsync(call, Rpcs.AlterIndex, request, token),
            () => FindMissingIndexAsync(call, collection, index, token));
    }

    private Task AlterSchemaAsync(
        CallContext call,
        string collection,
        Protocol.AlterCollectionSchemaRequest.Types.Action action,
        CancellationToken token) =>
        CallAsync(
            call,
            Rpcs.AlterCollectionSchema,
            new Protocol.AlterCollectionSchemaRequest { CollectionName = collection, Action = action },
            token);

    private async Task ChangeSchemaAsync(CallContext call, string collection, Func<Task> change)
    {
        try
        {
            await change().ConfigureAwait(false);
        }
        finally
        {
            Forget(call, collection);
        }
    }

    private static IEnumerable<Protocol.KeyValuePair> IndexPairs(IndexParameter index)
    {
        foreach (var (key, value) in index.Parameter)
        {
            yield return ParameterText.ToPair(key, value);
        }

        if (index.MetricType.Length > 0)
        {
            yield return ParameterText.ToPair("metric_type", index.MetricType);
        }

        if (index.IndexType.Length > 0)
        {
            yield return ParameterText.ToPair("index_type", index.IndexType);
        }
    }
}

using Google.Protobuf.Collections;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Text.Fields;
using Milvus.Embedded.Text.Scoring;
using Milvus.Embedded.Times;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>Schema changes. The schema, the values of existing rows and the indexes change in one transaction.</summary>
internal sealed partial class CollectionCatalog
{
    /// <summary>Adds a field. Existing rows get null or its default value, which are written at once.</summary>
    public void AddField(CollectionEntry collection, FieldSchema given) =>
        Evolve(collection, schema => SchemaChange.Adding([PrepareField(collection, schema, given)]));

    /// <summary>Adds an array of structs, which is null in existing rows.</summary>
    public void AddStruct(CollectionEntry collection, StructArrayFieldSchema given) => Evolve(collection, schema =>
    {
        if (!given.Nullable)
        {
            throw MilvusError.Parameter($"added struct field must be nullable, please check it, struct field name = {given.Name}");
        }

        if (given.Fields.Select(field => field.Name).Prepend(given.Name).FirstOrDefault(SchemaAdditionChecks.IsSystem) is { } system)
        {
            throw MilvusError.Parameter($"not support to add system field, field name = {system}");
        }

        var added = given.Clone();
        added.FieldID = CollectionEntry.NextFieldId(schema);
        for (var i = 0; i < added.Fields.Count; i++)
        {
            added.Fields[i].FieldID = added.FieldID + 1 + i;
        }

        schema.StructArrayFields.Add(added);
        return SchemaChange.Adding([.. StructFields.Flatten(added)]);
    });

    /// <summary>
    /// Adds fields with their indexes, or a function with its output field. The function computes the values of existing rows.
    /// </summary>
    public void AddToSchema(CollectionEntry collection, AlterCollectionSchemaRequest.Types.AddRequest request) =>
        Evolve(
            collection,
            schema =>
            {
                SchemaAdditionChecks.Check(request);
                var added =
                    request.FuncSchema.Count == 0
                        ? request.FieldInfos.Select(info => PrepareField(collection, schema, info.FieldSchema)).ToArray()
                        : [PrepareOutput(schema, request.FieldInfos[0].FieldSchema, request.FuncSchema[0])];
                var indexes = new List<IndexEntry>();
                foreach (var (info, field) in request.FieldInfos.Zip(added).Where(pair => pair.First.ExtraParams.Count > 0))
                {
                    var name = info.IndexName.Length > 0 ? info.IndexName : field.Name;
                    NameRules.Index(name);
                    if (collection.Indexes.Concat(indexes).Any(index => index.Name == name))
                    {
                        throw MilvusError.Parameter("at most one distinct index is allowed per field");
                    }

                    var now = _clock.Next();
                    var parameters = IndexChecks.Check(field, field.Name, info.ExtraParams);
                    indexes.Add(
                        new IndexEntry(now, field, name, parameters, now) { Given = IndexChecks.Describe(info.ExtraParams, parameters) });
                }

                return new SchemaChange(added, [], indexes);
            });

    /// <summary>Drops a field, an array of structs, or a function with its output field, and their indexes.</summary>
    /// <returns>The dropped indexes.</returns>
    public IReadOnlyList<IndexEntry> DropFromSchema(CollectionEntry collection, AlterCollectionSchemaRequest.Types.DropRequest request) =>
        Evolve(
            collection,
            schema =>
            {
                CollectionEntry.NoteIds(schema);
                var dropped = request.IdentifierCase switch
                {
                    AlterCollectionSchemaRequest.Types.DropRequest.IdentifierOneofCase.FunctionName => SchemaDrops.Function(
                        schema,
                        request.FunctionName,
                        request.DropFunctionOutputFields),
                    AlterCollectionSchemaRequest.Types.DropRequest.IdentifierOneofCase.FieldId => SchemaDrops.Field(
                        schema,
                        collection.Properties,
                        SchemaDrops.NameOf(schema, request.FieldId)),
                    _ => SchemaDrops.Field(schema, collection.Properties, request.FieldName),
                };
                return SchemaChange.Dropping(dropped);
            });

    /// <summary>Sets or removes parameters of a field, or sets its description.</summary>
    public void AlterField(CollectionEntry collection, string name, IEnumerable<KeyValuePair> set, IEnumerable<string> remove) =>
        Evolve(
            collection,
            schema =>
            {
                var given = set.Select(pair => new KeyValuePair { Key = FieldProperties.KeyOf(pair.Key), Value = pair.Value }).ToArray();
                var gone = remove.Select(FieldProperties.KeyOf).ToArray();
                var field = schema.Fields.FirstOrDefault(candidate => candidate.Name == name) ?? StructFields.Inner(schema, name);
                FieldProperties.Check(collection, field, given, gone);
                if (field is not null)
                {
                    field.Description = given.Find(FieldProperties.Description) ?? field.Description;
                    Change(field.TypeParams);
                }
                else if (schema.StructArrayFields.FirstOrDefault(candidate => candidate.Name == name) is { } structField)
                {
                    structField.Description = given.Find(FieldProperties.Description) ?? structField.Description;
                    Change(structField.TypeParams);
                }
                else
                {
                    throw MilvusError.Parameter($"field {name} does not exist in collection {collection.Name}");
                }

                return SchemaChange.None;

                void Change(RepeatedField<KeyValuePair> parameters)
                {
                    var changed = PropertyRules.ApplyChanges(
                        parameters,
                        given.Where(pair => pair.Key != FieldProperties.Description),
                        gone);
                    parameters.Clear();
                    parameters.AddRange(changed);
                }
            });

    /// <summary>Adds the dynamic field, which has no keys in existing rows, or removes it with all keys.</summary>
    private void SetDynamicField(CollectionEntry collection, IReadOnlyList<KeyValuePair> properties, bool enabled)
    {
        if (properties.Count != 1)
        {
            throw MilvusError.Parameter("cannot alter dynamic schema with other properties at the same time");
        }

        if (collection.Schema.EnableDynamicField != enabled)
        {
            Evolve(collection, schema => enabled
                ? SchemaChange.Adding([CollectionEntry.AddDynamicField(schema)])
                : SchemaChange.Dropping([CollectionEntry.RemoveDynamicField(schema)]));
        }
    }

    private static FieldSchema PrepareField(CollectionEntry collection, CollectionSchema schema, FieldSchema given)
    {
        var field = given.Clone();
        SchemaAdditionChecks.CheckPlain(schema, field);
        TimeValues.StoreDefault(field, TimeZones.Of(collection));
        field.FieldID = CollectionEntry.NextFieldId(schema);
        schema.Fields.Add(field);
        return field;
    }

    private static FieldSchema PrepareOutput(CollectionSchema schema, FieldSchema given, FunctionSchema function)
    {
        if (function.Type == FunctionType.TextEmbedding)
        {
            throw MilvusError.Parameter(
                $"function {function.Name} has type TextEmbedding, which this engine adds only to a new collection");
        }

        var field = given.Clone();
        field.FieldID = CollectionEntry.NextFieldId(schema);
        schema.Fields.Add(field);
        schema.Functions.Add(function.Clone());
        FunctionChecks.Check(schema);
        SchemaFunctions.Number(schema);
        return field;
    }

    private IndexEntry[] Evolve(CollectionEntry collection, Func<CollectionSchema, SchemaChange> changing)
    {
        lock (collection.Gate)
        {
            if (collection.Dropped)
            {
                throw MilvusError.CollectionNotFound(collection.Database.Name, collection.Name);
            }

            var schema = collection.Schema.Clone();
            var change = changing(schema);
            var named = schema.Clone();
            named.Name = collection.Name;
            SchemaChecks.Check(collection.Name, named, collection.Shards, 0);
            var gone = collection.Indexes.Where(index => change.Dropped.Contains(index.Field.FieldID)).ToArray();
            var now = _clock.Next();
            _store.Write(sql =>
            {
                sql.SetSchema(collection, schema, now);
                foreach (var field in change.Added)
                {
                    if (field.IsFunctionOutput)
                    {
                        sql.FillColumn(
                            collection,
                            field,
                            FunctionOutputs.InputsOf(schema, field),
                            inputs => FunctionOutputs.Fill(schema, field, inputs));
                    }
                    else
                    {
                        sql.AddColumn(collection, field, rows => RequestFieldReader.Absent(field, rows));
                    }
                }

                foreach (var field in change.Dropped)
                {
                    sql.RemoveColumn(collection, field);
                }

                foreach (var index in gone)
                {
                    sql.RemoveIndex(index);
                }

                foreach (var index in change.Indexes)
                {
                    sql.AddIndex(collection, index);
                }
            });
            collection.Indexes = [.. collection.Indexes.Except(gone), .. change.Indexes];
            collection.Evolve(schema, now);
            return gone;
        }
    }
}

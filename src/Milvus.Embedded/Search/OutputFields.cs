using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>Which fields an answer carries.</summary>
/// <param name="Fields">In schema order.</param>
/// <param name="Structs">The structs of the collection; their fields are sent together.</param>
/// <param name="Names">What was asked for, each once, with <c>*</c> written out, and structs in place of their fields.</param>
internal sealed record OutputFields(
    IReadOnlyList<FieldSchema> Fields,
    IReadOnlyList<string> Names,
    IReadOnlyList<StructArrayFieldSchema> Structs)
{
    /// <summary>The number of rows, in place of a field.</summary>
    public const string Count = "count(*)";

    /// <summary>Resolves the names of a request; a name that is not a field may be a key of the dynamic field.</summary>
    public static OutputFields Of(CollectionEntry collection, IEnumerable<string> asked, bool withKey)
    {
        var names = new List<string>();
        foreach (var name in asked.Select(name => name.Trim()))
        {
            var meant = name switch
            {
                "*" => collection.Fields.Where(field => !field.IsFunctionOutput && !field.Name.EndsWith(']')).Select(field => field.Name)
                    .Concat(collection.Schema.StructArrayFields.Select(structField => structField.Name)),
                _ => [name],
            };
            names.AddRange(meant.Where(candidate => !names.Contains(candidate)));
        }

        if (withKey && !names.Contains(collection.PrimaryKey.Name))
        {
            names.Add(collection.PrimaryKey.Name);
        }

        var fields = names.SelectMany(name => Find(collection, name)).Distinct().ToHashSet();
        return new OutputFields(
            [.. collection.Fields.Where(fields.Contains)],
            [.. names.Select(name => Sent(collection, name)).Distinct()],
            [.. collection.Schema.StructArrayFields]);
    }

    public IEnumerable<FieldData> Write(ColumnSet columns, IReadOnlyList<int> rows) =>
        Fields.Where(field => !IsOfStruct(field)).Select(field => ResponseFieldWriter.Write(field, columns.Find(field.Name)!, rows))
            .Concat(Structs.Where(structField => Fields.Any(field => IsOf(structField, field)))
                .Select(structField => StructData.Write(structField, Fields.Where(field => IsOf(structField, field)), columns, rows)));

    /// <summary>What a name is sent as: a field of a struct as the struct.</summary>
    private static string Sent(CollectionEntry collection, string name) =>
        collection.FindField(name) is { } field
            ? collection.Schema.StructArrayFields.FirstOrDefault(candidate => IsOf(candidate, field))?.Name ?? name
            : name;

    private bool IsOfStruct(FieldSchema field) => Structs.Any(structField => IsOf(structField, field));

    private static bool IsOf(StructArrayFieldSchema structField, FieldSchema field) =>
        structField.Fields.Any(candidate => candidate.FieldID == field.FieldID);

    private static IEnumerable<FieldSchema> Find(CollectionEntry collection, string name)
    {
        if (collection.FindField(name) is { } field)
        {
            return !field.IsFunctionOutput ? [field] : throw MilvusError.Unexpected($"not allowed to retrieve raw data of field {name}");
        }

        if (collection.Schema.StructArrayFields.FirstOrDefault(structField => structField.Name == name) is { } whole)
        {
            return collection.Fields.Where(candidate => IsOf(whole, candidate));
        }

        var dynamicField = collection.Fields[^1];
        if (!dynamicField.IsDynamic || name == Count)
        {
            throw MilvusError.Unexpected($"field {name} not exist");
        }

        return IsDynamicKey(name) ? [dynamicField] : throw MilvusError.Parameter($"parse output field name failed: {name}");
    }

    /// <summary>Whether a name could be one of a filter, or is <c>$meta</c> or <c>$meta["key"]</c>.</summary>
    private static bool IsDynamicKey(string name)
    {
        try
        {
            return Parser.Parse(new FilterText(name)) is PathSyntax path
                && path.Path.Count <= (path.Name == ColumnSet.DynamicField ? 1 : 0);
        }
        catch (FilterException)
        {
            return false;
        }
    }
}

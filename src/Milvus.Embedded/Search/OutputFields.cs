using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>The fields of a result.</summary>
/// <param name="Fields">The fields in schema order.</param>
/// <param name="Structs">The structs of the collection. The fields of a struct are returned together.</param>
/// <param name="Names">The requested names without duplicates. <c>*</c> is expanded, and structs replace their fields.</param>
internal sealed record OutputFields(
    IReadOnlyList<FieldSchema> Fields,
    IReadOnlyList<string> Names,
    IReadOnlyList<StructArrayFieldSchema> Structs)
{
    /// <summary>The output field that requests the number of rows.</summary>
    public const string Count = "count(*)";

    /// <summary>Resolves the names of a request. A name that is not a field may be a key of the dynamic field.</summary>
    public static OutputFields Of(CollectionEntry collection, IEnumerable<string> asked, bool withKey)
    {
        var names = new List<string>();
        foreach (var name in asked.Select(name => name.Trim()))
        {
            var meant = name switch
            {
                "*" => collection.Fields.Where(field => !field.IsBm25Output() && !field.Name.EndsWith(']')).Select(field => field.Name)
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
            [.. names.Select(name => ResolveResultName(collection, name)).Distinct()],
            [.. collection.Schema.StructArrayFields]);
    }

    public IEnumerable<FieldData> Write(ColumnSet columns, IReadOnlyList<int> rows) =>
        Fields.Where(field => !IsOfStruct(field)).Select(field => ResponseFieldWriter.Write(field, columns.Find(field.Name)!, rows))
            .Concat(Structs.Where(structField => Fields.Any(field => IsOf(structField, field)))
                .Select(structField => StructData.Write(structField, Fields.Where(field => IsOf(structField, field)), columns, rows)));

    /// <summary>The name under which a field is returned: that of its struct for a field of a struct.</summary>
    private static string ResolveResultName(CollectionEntry collection, string name) =>
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
            return !field.IsBm25Output() ? [field] : throw MilvusError.Unexpected($"not allowed to retrieve raw data of field {name}");
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

    /// <summary>Whether a name is a valid identifier of a filter, <c>$meta</c> or <c>$meta["key"]</c>.</summary>
    private static bool IsDynamicKey(string name)
    {
        try
        {
            return Parser.Parse(new FilterText(name), CancellationToken.None) is PathSyntax path
                && path.Path.Count <= (path.Name == ColumnSet.DynamicField ? 1 : 0);
        }
        catch (FilterException)
        {
            return false;
        }
    }
}

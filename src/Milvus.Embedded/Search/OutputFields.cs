using Milvus.Embedded.Catalog;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Rows;
using Milvus.Embedded.Service;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>Which fields an answer carries.</summary>
/// <param name="Fields">In schema order.</param>
/// <param name="Names">What was asked for, each once, with <c>*</c> and <c>%</c> written out.</param>
internal sealed record OutputFields(IReadOnlyList<FieldSchema> Fields, IReadOnlyList<string> Names)
{
    /// <summary>The number of rows, in place of a field.</summary>
    public const string Count = "count(*)";

    /// <summary>Resolves the names of a request; a name that is no field may be a key of the dynamic field.</summary>
    public static OutputFields Of(CollectionEntry collection, IEnumerable<string> asked, bool withKey)
    {
        var names = new List<string>();
        foreach (var name in asked.Select(name => name.Trim()))
        {
            IEnumerable<string> meant = name switch
            {
                "*" => collection.Fields.Where(field => !field.IsFunctionOutput).Select(field => field.Name),
                "%" => collection.VectorFields.Where(field => !field.IsFunctionOutput).Select(field => field.Name),
                _ => [name],
            };
            names.AddRange(meant.Where(candidate => !names.Contains(candidate)));
        }
        if (withKey && !names.Contains(collection.PrimaryKey.Name))
        {
            names.Add(collection.PrimaryKey.Name);
        }
        var fields = names.Select(name => Find(collection, name)).Distinct().ToHashSet();
        return new OutputFields([.. collection.Fields.Where(fields.Contains)], names);
    }

    public IEnumerable<FieldData> Write(ColumnSet columns, IReadOnlyList<int> rows) =>
        Fields.Select(field => FieldDataWriter.Write(field, columns.Find(field.Name)!, rows));

    private static FieldSchema Find(CollectionEntry collection, string name)
    {
        if (collection.FindField(name) is { } field)
        {
            return !field.IsFunctionOutput ? field : throw MilvusError.Parameter($"not allowed to retrieve raw data of field {name}");
        }
        var dynamicField = collection.Fields[^1];
        return dynamicField.IsDynamic && name != Count ? dynamicField : throw MilvusError.Unexpected($"field {name} not exist");
    }
}

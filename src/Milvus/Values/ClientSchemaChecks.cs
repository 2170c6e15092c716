using Milvus.Core.Types;

namespace Milvus.Values;

/// <summary>Checks a schema before anything is sent, so that the error names the field.</summary>
internal static class ClientSchemaChecks
{
    private static readonly string _keys = string.Join(" or ", FieldTypes.Where(type => type.IsKey));

    internal static void Check(Schema schema)
    {
        var fields = schema.Field;
        var twice = fields.GroupBy(field => field.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        Refuse(twice is not null, twice?.Key, $"Two fields are named {twice?.Key}.");
        var keys = fields.Where(field => field.PrimaryKey).ToList();
        Refuse(keys.Count == 0 && schema.ExternalSource.Length == 0, null, "The primary key is missing: use -PrimaryKey for one field.");
        Refuse(
            keys.Count > 1,
            keys.LastOrDefault()?.Name,
            $"There can be only one primary key, but {string.Join(" and ", keys)} are marked.");
        foreach (var field in fields)
        {
            CheckKeys(field);
        }

        foreach (
            var (what, marked) in new[]
            {
                ("partition", fields.Where(field => field.PartitionKey)),
                ("clustering", fields.Where(field => field.ClusteringKey)),
            })
        {
            Refuse(
                marked.Count() > 1,
                marked.LastOrDefault()?.Name,
                $"There can be only one {what} key, but {string.Join(" and ", marked)} are marked.");
        }

        foreach (var function in schema.Function)
        {
            CheckFunction(function, fields);
        }
    }

    private static void CheckKeys(Field field)
    {
        Refuse(
            field.PrimaryKey && !FieldTypes.Of(field.Type).IsKey,
            field.Name,
            $"The primary key {field.Name} is {field.Type}: it must be {_keys}.");
        Refuse(field.AutoId && !field.PrimaryKey, field.Name, $"Field {field.Name} has -AutoId, but it is not the primary key.");
        Refuse(field.PrimaryKey && field.Nullable, field.Name, $"The primary key {field.Name} cannot be nullable.");
        Refuse(
            field.PartitionKey && !FieldTypes.Of(field.Type).IsKey,
            field.Name,
            $"The partition key {field.Name} is {field.Type}: it must be {_keys}.");
        Refuse(field.PartitionKey && field.PrimaryKey, field.Name, $"The primary key {field.Name} cannot also be the partition key.");
        Refuse(
            field.ClusteringKey && !FieldTypes.Of(field.Type).IsClusteringKey,
            field.Name,
            $"Rows cannot be clustered by {field.Name}: it is {field.Type}.");
    }

    private static void CheckFunction(Function function, IReadOnlyList<Field> fields)
    {
        foreach (var name in function.InputField.Concat(function.OutputField))
        {
            Refuse(
                fields.All(field => field.Name != name),
                name,
                $"Function {function.Name} names the field {name}, which is not in the schema.");
        }

        var output = fields.FirstOrDefault(field =>
            function.OutputField.Contains(field.Name) && (field.PrimaryKey || field.PartitionKey || field.ClusteringKey || field.Nullable));
        Refuse(
            output is not null,
            output?.Name,
            $"Function {function.Name} computes {output?.Name}, which therefore cannot be a key or nullable.");
        var same = function.InputField.Intersect(function.OutputField, StringComparer.Ordinal).FirstOrDefault();
        Refuse(same is not null, same, $"Function {function.Name} has {same} as input and as output.");
    }

    private static void Refuse(bool wrong, string? field, string words)
    {
        if (wrong)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, words) { Field = field };
        }
    }
}

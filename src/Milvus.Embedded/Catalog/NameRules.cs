using Milvus.Embedded.Service;

namespace Milvus.Embedded.Catalog;

/// <summary>What names may look like; the texts are those of Milvus 2.3.5.</summary>
internal static class NameRules
{
    private const int MaximumLength = 255;

    public static void Collection(string name) => Check(name, "collection", MilvusError.ParameterCode, "Invalid collection name: ");

    public static void Alias(string name) => Check(name, "collection alias", MilvusError.ParameterCode, "Invalid collection alias: ");

    public static void Database(string name) => Check(name, "database", MilvusError.DatabaseNameCode, "Invalid database name: ");

    public static void Partition(string name)
    {
        if (Broken(name) is { } rule)
        {
            throw MilvusError.Unexpected($"Invalid partition name: {name}. {Sentence(rule, "Partition name can only contain numbers, letters and underscores.",
                "The first character of a partition name must be an underscore or letter.", "The length of a partition name must be less than 255 characters.", "Partition name should not be empty.")}");
        }
    }

    public static void Index(string name)
    {
        if (Broken(name) is { } rule)
        {
            throw MilvusError.Unexpected($"Invalid index name: {name}. {Sentence(rule, "Index name cannot only contain numbers, letters, and underscores.",
                "The first character of a index name must be an underscore or letter.", "The length of a index name must be less than 255 characters.", "")}");
        }
    }

    public static void Field(string name)
    {
        if (name.Length == 0)
        {
            throw new MilvusError(MilvusError.FieldNameCode, "field name should not be empty: field name invalid[field=]");
        }
        if (Broken(name) is { } rule)
        {
            throw new MilvusError(MilvusError.FieldNameCode, $"Invalid field name: {name}. {Sentence(rule, "Field name cannot only contain numbers, letters, and underscores.",
                "The first character of a field name must be an underscore or letter.", "The length of a field name must be less than 255 characters.", "")}: field name invalid[field={name}]");
        }
    }

    private static void Check(string name, string entity, int code, string prefix)
    {
        if (name.Length == 0)
        {
            throw new MilvusError(code, $"{entity} name should not be empty: invalid parameter");
        }
        if (Broken(name) is { } rule)
        {
            throw new MilvusError(code, $"{prefix}{name}. {Sentence(rule, $"{entity} name can only contain numbers, letters and underscores",
                $"the first character of a {entity} name must be an underscore or letter", $"the length of a {entity} name must be less than 255 characters", "")}: invalid parameter");
        }
    }

    private static string Sentence(Rule rule, string characters, string first, string length, string empty) => rule switch
    {
        Rule.Length => length,
        Rule.First => first,
        Rule.Empty => empty,
        _ => characters,
    };

    private static Rule? Broken(string name)
    {
        if (name.Length == 0)
        {
            return Rule.Empty;
        }
        if (System.Text.Encoding.UTF8.GetByteCount(name) > MaximumLength)
        {
            return Rule.Length;
        }
        if (name[0] != '_' && !char.IsAsciiLetter(name[0]))
        {
            return Rule.First;
        }
        return name.All(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter)) ? null : Rule.Characters;
    }

    private enum Rule
    {
        Empty,
        Length,
        First,
        Characters,
    }
}

using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Schema;

/// <summary>Rules for names. The texts are those of Milvus 3.0.</summary>
internal static class NameRules
{
    private const int MaximumLength = 255;

    /// <summary>The keywords of filters, in the spellings that Milvus rejects as names.</summary>
    private static readonly HashSet<string> _keywords = new(StringComparer.Ordinal)
    {
        "like", "exists", "EXISTS", "and", "or", "not", "in", "json_contains", "JSON_CONTAINS", "json_contains_all", "JSON_CONTAINS_ALL",
        "json_contains_any", "JSON_CONTAINS_ANY", "array_contains", "ARRAY_CONTAINS", "array_contains_all", "ARRAY_CONTAINS_ALL",
        "array_contains_any", "ARRAY_CONTAINS_ANY", "array_length", "ARRAY_LENGTH", "true", "True", "TRUE", "false", "False", "FALSE",
        "text_match", "TEXT_MATCH", "phrase_match", "PHRASE_MATCH", "random_sample", "RANDOM_SAMPLE",
    };

    public static void Collection(string name) => CollectionOrAlias(name, "name");

    public static void Alias(string name) => CollectionOrAlias(name, "alias");

    public static void Database(string name)
    {
        if (FindBrokenRule(name, "") is { } rule)
        {
            throw new MilvusError(MilvusError.DatabaseNameCode, rule switch
            {
                Rule.Empty => "database name couldn't be empty",
                Rule.Length => "the length of a database name must be less than 255 characters",
                Rule.First => "the first character of a database name must be an underscore or letter",
                _ => "database name can only contain numbers, letters and underscores",
            } + $": invalid database name[database={name}]");
        }
    }

    /// <summary>Only names of partitions may begin with a digit and contain hyphens. Surrounding white space is ignored.</summary>
    public static void Partition(string name)
    {
        var trimmed = name.Trim();
        if (FindBrokenRule(trimmed, "-", firstMayBeDigit: true) is { } rule)
        {
            throw MilvusError.Unexpected($"Invalid partition name: {trimmed}. " + rule switch
            {
                Rule.Empty => "Partition name should not be empty.",
                Rule.Length => "The length of a partition name must be less than 255 characters.",
                Rule.First => "The first character of a partition name must be an underscore or letter.",
                _ => "Partition name can only contain numbers, letters and underscores.",
            });
        }
    }

    public static void Index(string name)
    {
        if (FindBrokenRule(name, "[]") is { } rule)
        {
            throw MilvusError.Parameter($"Invalid index name: {name}. " + rule switch
            {
                Rule.Length => "The length of a index name must be less than 255 characters.",
                Rule.First => "The first character of a index name must be an underscore or letter.",
                _ => "Index name can only contain numbers, letters, and underscores.",
            });
        }
    }

    public static void Field(string name)
    {
        if (name.Length == 0)
        {
            throw new MilvusError(MilvusError.FieldNameCode, "field name should not be empty: field name invalid[field=]");
        }

        if (FindBrokenRule(name, "") is { } rule)
        {
            throw new MilvusError(MilvusError.FieldNameCode, $"Invalid field name: {name}. " + rule switch
            {
                Rule.Length => "The length of a field name must be less than 255 characters.",
                Rule.First => "The first character of a field name must be an underscore or letter.",
                _ => "Field name can only contain numbers, letters, and underscores.",
            } + $": field name invalid[field={name}]");
        }

        if (_keywords.Contains(name))
        {
            throw new MilvusError(
                MilvusError.FieldNameCode,
                $"Invalid field name: {name}. {name} is keyword in milvus.: field name invalid[field={name}]");
        }
    }

    private static void CollectionOrAlias(string name, string what)
    {
        if (name.Length == 0)
        {
            throw MilvusError.Parameter($"collection {what} should not be empty");
        }

        if (FindBrokenRule(name, "") is { } rule)
        {
            throw MilvusError.Parameter($"Invalid collection {what}: {name}. " + rule switch
            {
                Rule.Length => $"the length of a collection {what} must be less than 255 characters",
                Rule.First => $"the first character of a collection {what} must be an underscore or letter",
                _ => $"collection {what} can only contain numbers, letters and underscores",
            });
        }
    }

    private static Rule? FindBrokenRule(string name, string others, bool firstMayBeDigit = false)
    {
        if (name.Length == 0)
        {
            return Rule.Empty;
        }

        if (System.Text.Encoding.UTF8.GetByteCount(name) > MaximumLength)
        {
            return Rule.Length;
        }

        if (name[0] != '_' && !char.IsAsciiLetter(name[0]) && !(firstMayBeDigit && char.IsAsciiDigit(name[0])))
        {
            return Rule.First;
        }

        return name.All(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter) || others.Contains(letter, StringComparison.Ordinal))
            ? null
            : Rule.Characters;
    }

    private enum Rule
    {
        Empty,
        Length,
        First,
        Characters,
    }
}

using System.Globalization;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>The parameters of a field that can be changed, and their values. The texts are those of Milvus 3.0.</summary>
internal static class FieldProperties
{
    /// <summary>Pseudo-parameter that sets the field's description.</summary>
    public const string Description = "field.description";

    private const string MemoryMapping = "mmap.enabled";
    private const int LongestText = 65535;
    private const int LargestArray = 4096;

    private static readonly string[] _analysis = ["enable_analyzer", "analyzer_params"];

    /// <summary>The parameter of a key: clients also send mmap_enabled.</summary>
    public static string KeyOf(string key) => key == "mmap_enabled" ? MemoryMapping : key;

    public static void Check(CollectionEntry collection, FieldSchema? field, IEnumerable<KeyValuePair> set, IEnumerable<string> remove)
    {
        foreach (var pair in set)
        {
            CheckValue(collection, field, pair);
        }

        foreach (var key in remove)
        {
            CheckRemoval(collection, field, key);
        }
    }

    private static void CheckValue(CollectionEntry collection, FieldSchema? field, KeyValuePair pair)
    {
        switch (pair.Key)
        {
            case "enable_analyzer" or "analyzer_params":
                CheckAnalysis(collection, field);
                break;
            case MemoryMapping when collection.Loaded:
                throw PropertyRules.CreateAlreadyLoaded("can not alter collection field properties if collection loaded", collection);
            case Warmup.Key when collection.Loaded:
                throw PropertyRules.CreateAlreadyLoaded("can not alter warmup if collection loaded", collection);
            case Warmup.Key:
                Warmup.Check(pair.Value);
                break;
            case "max_length":
                CheckLength(field, pair.Value);
                break;
            case "max_capacity":
                CheckCapacity(field, pair.Value);
                break;
            case MemoryMapping or Description:
                break;
            case var other when !Warmup.IsCollectionKey(other):
                throw MilvusError.Parameter($"{other} does not allow update in collection field param");
            default:
                break;
        }
    }

    private static void CheckRemoval(CollectionEntry collection, FieldSchema? field, string key)
    {
        if (_analysis.Contains(key))
        {
            CheckAnalysis(collection, field);
        }
        else if (key is not MemoryMapping && !Warmup.IsKey(key))
        {
            throw MilvusError.Parameter($"{key} is not allowed to drop in collection field param");
        }
        else if (collection.Loaded && key is MemoryMapping or Warmup.Key)
        {
            throw PropertyRules.CreateAlreadyLoaded("can not drop collection field properties if collection loaded", collection);
        }
    }

    private static void CheckLength(FieldSchema? field, string text)
    {
        if (
            field is null
            || !(
                field.DataType is DataType.VarChar or DataType.Text
                || (field.DataType == DataType.Array && field.ElementType == DataType.VarChar)))
        {
            throw MilvusError.Parameter(" can not modify the maxlength for non-string types");
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw MilvusError.Parameter("max_length should be an integer, but got string");
        }

        if (number > LongestText)
        {
            throw MilvusError.Parameter(
                string.Create(CultureInfo.InvariantCulture, $"{text} exceeds the maximum allowed value {LongestText}"));
        }
    }

    private static void CheckCapacity(FieldSchema? field, string text)
    {
        if (field?.DataType != DataType.Array)
        {
            throw MilvusError.Parameter(" can not modify the maxcapacity for non-array types");
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw MilvusError.Parameter($"the value for max_capacity of field {field.Name} must be an integer");
        }

        if (number is < 1 or > LargestArray)
        {
            throw MilvusError.Parameter(
                string.Create(CultureInfo.InvariantCulture, $"the maximum capacity specified for a Array should be in (0, {LargestArray}]")
            );
        }
    }

    // The existing text was indexed with the old analyzer, so a field that is already analysed cannot change it.
    private static void CheckAnalysis(CollectionEntry collection, FieldSchema? field)
    {
        if (field is not null && field.DataType is not (DataType.VarChar or DataType.Text))
        {
            throw MilvusError.Parameter($"can not alter analyzer params for non-string field {field.Name}");
        }

        if (
            field is not null
            && (
                PropertyRules.IsTrue(field.TypeParams, "enable_match")
                || collection.Schema.Functions.Any(function => function.InputFieldNames.Contains(field.Name))))
        {
            throw MilvusError.Parameter(
                $"can not alter analyzer params for field {field.Name} after text match is enabled or a BM25/MinHash function depends on it"
            );
        }
    }
}

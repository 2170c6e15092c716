using System.Globalization;
using Milvus.Embedded.Service;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>Which parameters of a field may be changed, and to what.</summary>
internal static class FieldProperties
{
    private const int LongestText = 65535;
    private const int LargestArray = 4096;

    public static void Check(FieldSchema field, IEnumerable<KeyValuePair> set, IEnumerable<string> remove)
    {
        if (remove.FirstOrDefault(key => !IsFree(key)) is { } kept)
        {
            throw MilvusError.Parameter($"{kept} of field {field.Name} can not be removed");
        }
        foreach (var pair in set.Where(pair => !IsFree(pair.Key)))
        {
            switch (pair.Key)
            {
                case "max_length" when field.DataType == DataType.VarChar || field.ElementType == DataType.VarChar:
                    CheckNumber(field, pair, LongestText);
                    break;
                case "max_capacity" when field.DataType == DataType.Array:
                    CheckNumber(field, pair, LargestArray);
                    break;
                default:
                    throw MilvusError.Parameter($"{pair.Key} does not allow update in collection field param");
            }
        }
    }

    // How values are held in memory; nothing depends on it here.
    private static bool IsFree(string key) => key is "mmap.enabled" or "warmup";

    private static void CheckNumber(FieldSchema field, KeyValuePair pair, int most)
    {
        if (!int.TryParse(pair.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > most)
        {
            throw MilvusError.Parameter(string.Create(CultureInfo.InvariantCulture, $"the {pair.Key} of field {field.Name} should be in (0, {most}], but got {pair.Value}"));
        }
    }
}

using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Fields;

/// <summary>The type parameters of a field that concern its text.</summary>
internal static class TextParameters
{
    public const string EnableAnalyzer = "enable_analyzer";
    public const string EnableMatch = "enable_match";
    public const string AnalyzerParams = "analyzer_params";
    public const string MultiAnalyzerParams = "multi_analyzer_params";

    public static bool HasAnalyzer(this FieldSchema field) => IsOn(field, EnableAnalyzer);

    /// <summary>Whether text_match and phrase_match are allowed on the field.</summary>
    public static bool HasMatch(this FieldSchema field) => IsOn(field, EnableMatch);

    private static bool IsOn(FieldSchema field, string key) =>
        field.TypeParams.Find(key) is "true" or "True" or "TRUE" or "t" or "T" or "1";
}

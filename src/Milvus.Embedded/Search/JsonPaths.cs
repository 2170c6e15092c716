using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>Parses paths in JSON outside of filters.</summary>
internal static class JsonPaths
{
    /// <summary>The path of a JSON field, or a key of the dynamic field; null if the text is neither.</summary>
    public static JsonOperand? Find(CollectionEntry collection, string text)
    {
        try
        {
            // The operand of `exists` in a filter has the same syntax.
            return FilterCompiler.Bind($"exists {text}", collection.Schema, new Dictionary<string, TemplateValue>()) is ExistsPlan exists
                ? exists.Operand
                : null;
        }
        catch (FilterException)
        {
            return null;
        }
    }
}

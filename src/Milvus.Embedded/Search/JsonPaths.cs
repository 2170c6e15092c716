using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>Paths into JSON outside of filters.</summary>
internal static class JsonPaths
{
    /// <summary>A path into a JSON field, or a key of the dynamic field; null where there is neither.</summary>
    public static JsonOperand? Find(CollectionEntry collection, string text)
    {
        try
        {
            // As a filter has it: what may follow `exists` is just such a path.
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

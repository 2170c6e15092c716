using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;

namespace Milvus.Embedded.Import;

/// <summary>Whether the keys of imported rows come from the file or are generated.</summary>
internal static class ImportKeys
{
    /// <summary>Whether files may contain keys although they are generated.</summary>
    public static bool AcceptsKeys(CollectionEntry collection) => PropertyRules.IsTrue(collection.Properties, PropertyRules.KeysMayBeGiven);
}

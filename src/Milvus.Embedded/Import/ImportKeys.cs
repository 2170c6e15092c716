using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;

namespace Milvus.Embedded.Import;

/// <summary>Where the keys of rows in files come from.</summary>
internal static class ImportKeys
{
    /// <summary>Whether files may have keys that the engine would make otherwise.</summary>
    public static bool AcceptsKeys(CollectionEntry collection) => PropertyRules.IsTrue(collection.Properties, PropertyRules.KeysMayBeGiven);
}

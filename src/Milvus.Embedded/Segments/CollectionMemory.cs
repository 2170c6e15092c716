using Milvus.Embedded.Records;

namespace Milvus.Embedded.Segments;

/// <summary>
/// Links a collection to its rows in memory. The entry is below storage in the order of folders, so it does not refer to them.
/// </summary>
internal static class CollectionMemory
{
    extension(CollectionEntry collection)
    {
        /// <summary>The rows in memory.</summary>
        public CollectionRuntime Runtime => (CollectionRuntime)collection.Memory(static owner => new CollectionRuntime(owner));
    }
}

using Milvus.Embedded.Records;

namespace Milvus.Embedded.Segments;

/// <summary>The way from a collection to its rows in memory. The entry itself lies below storage and does not know them.</summary>
internal static class CollectionMemory
{
    extension(CollectionEntry collection)
    {
        /// <summary>The rows in memory.</summary>
        public CollectionRuntime Runtime => (CollectionRuntime)collection.Memory(static owner => new CollectionRuntime(owner));
    }
}

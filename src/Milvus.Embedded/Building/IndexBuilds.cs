using Milvus.Embedded.Catalog;
using Milvus.Embedded.Segments;
using Milvus.Protocol;

namespace Milvus.Embedded.Building;

/// <summary>Builds graphs in the background.</summary>
internal sealed class IndexBuilds : IDisposable
{
    public BuiltIndex Over(Segment segment, IndexEntry index) => segment.Built.GetOrAdd(index.Id, _ => new BuiltIndex(segment.Columns, index));

    public void Start(CollectionEntry collection) { }
    public void Forget(CollectionEntry collection, IndexEntry index) { collection.Runtime.Segment?.Built.TryRemove(index.Id, out _); }
    public BuildProgress ProgressOf(CollectionEntry collection, IndexEntry index, long total) => new(total, IndexState.Finished, "");
    public void Dispose() { }
}

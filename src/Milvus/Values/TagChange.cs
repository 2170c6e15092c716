using System.Collections;

namespace Milvus.Values;

/// <summary>Tags to set and to remove, for the Set- cmdlets of tags.</summary>
internal static class TagChange
{
    /// <summary>Refuses a change of nothing.</summary>
    internal static void Check(Hashtable? set, string[]? remove)
    {
        if (set is not { Count: > 0 } && remove is not { Length: > 0 })
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "There is nothing to change: use -Tag, -RemoveTag, or both.");
        }
    }
}

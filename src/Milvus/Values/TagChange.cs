using System.Collections;

namespace Milvus.Values;

/// <summary>Tags to set and to remove, for the Set- cmdlets of tags.</summary>
internal static class TagChange
{
    /// <summary>Refuses a change without tags.</summary>
    internal static void Check(Hashtable? set, string[]? remove)
    {
        if (set is not { Count: > 0 } && remove is not { Length: > 0 })
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "Nothing to change was specified: use -Tag, -RemoveTag, or both.");
        }
    }
}

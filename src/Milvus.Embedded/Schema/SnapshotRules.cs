using System.Text;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Schema;

/// <summary>Rules for requests about snapshots. The texts are those of Milvus 3.0, because Milvus 2.3.5 has no snapshots.</summary>
internal static class SnapshotRules
{
    private const int MaximumLength = 255;
    private const long MaximumProtection = 7 * 24 * 3600;
    private const long MaximumPin = 30 * 24 * 3600;

    public static void Name(string name)
    {
        if (name.Length == 0)
        {
            throw MilvusError.Parameter("snapshot name should not be empty", "not empty", "");
        }

        if (Encoding.UTF8.GetByteCount(name) > MaximumLength)
        {
            throw new MilvusError(MilvusError.ParameterCode, "the length of snapshot name must be not greater than limit: invalid parameter"
                + $"[expected in [0, {MaximumLength}]][actual={Encoding.UTF8.GetByteCount(name)}]");
        }

        if (name[0] != '_' && !char.IsAsciiLetter(name[0]))
        {
            // Milvus prints both characters as numbers.
            throw MilvusError.Parameter(
                "the first character of snapshot name must be an underscore or letter",
                (int)'_',
                Encoding.UTF8.GetBytes(name)[0]);
        }

        var place = name.AsSpan().IndexOfAnyExcept(_allowed);
        if (place >= 0)
        {
            throw MilvusError.Parameter(
                $"snapshot name can only contain numbers, letters, underscores, and allowed characters ($), found {name[place]} at {place}"
            );
        }
    }

    /// <summary>
    /// Validates the time for which compaction keeps the data of a snapshot. In the engine a snapshot always keeps its rows.
    /// </summary>
    public static void Protection(long seconds)
    {
        if (seconds < 0)
        {
            throw MilvusError.Parameter("compaction_protection_seconds must be non-negative");
        }

        if (seconds > MaximumProtection)
        {
            throw MilvusError.Parameter($"compaction_protection_seconds must not exceed {MaximumProtection}");
        }
    }

    public static void Pin(long seconds)
    {
        if (seconds < 0)
        {
            throw MilvusError.Parameter("ttl_seconds must be non-negative");
        }

        if (seconds > MaximumPin)
        {
            throw MilvusError.Parameter($"ttl_seconds exceeds maximum of {MaximumPin} (30 days)");
        }
    }

    public static void RequireValue(string value, string field, string call)
    {
        if (value.Length == 0)
        {
            throw new MilvusError(MilvusError.ParameterMissingCode, $"{field} is required for {call}: missing parameter");
        }
    }

    public static MilvusError NotFound(string name) => MilvusError.Unexpected($"snapshot not found[snapshot={name}]");

    private static readonly System.Buffers.SearchValues<char> _allowed =
        System.Buffers.SearchValues.Create("_$0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}

using System.Globalization;

namespace Milvus.Values;

/// <summary>Sizes of segments: bytes for the user, whole megabytes for the server.</summary>
internal static class SegmentSizes
{
    private const long Megabyte = 1024 * 1024;

    internal static long? ToMegabytes(long? bytes) => bytes switch
    {
        null => null,
        < Megabyte => throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            string.Create(CultureInfo.InvariantCulture, $"-TargetSize {bytes} is less than a megabyte."))
        {
            RecommendedAction = "Add a unit, for example -TargetSize 1GB or 2GB.",
        },
        { } enough => enough / Megabyte,
    };
}

using System.Globalization;

namespace Milvus.Values;

/// <summary>Parses ids of server jobs. Ids of imports are texts, all others are numbers.</summary>
internal static class JobIds
{
    internal static long Parse(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
        ? id
        : throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{text}' is not the id of a job: the id must be a number.");
}

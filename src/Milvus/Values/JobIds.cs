using System.Globalization;

namespace Milvus.Values;

/// <summary>Ids of server jobs as a user types them. Jobs of import are known by texts, all others by numbers.</summary>
internal static class JobIds
{
    internal static long Parse(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
        ? id
        : throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{text}' is no id of such a job: it is a number.");
}

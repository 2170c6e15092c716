namespace Milvus.Client.Schemas;

/// <summary>The names of the consistency levels.</summary>
internal static class ConsistencyLevels
{
    /// <summary>The level of a name, upper or lower case; null for none.</summary>
    /// <exception cref="MilvusException">There is no such level.</exception>
    internal static Protocol.ConsistencyLevel? Parse(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        // Enum.TryParse takes numbers too, and a number is no name.
        return !char.IsAsciiDigit(name[0]) && Enum.TryParse<Protocol.ConsistencyLevel>(name, ignoreCase: true, out var level)
            ? level
            : throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"'{name}' is no consistency level: use {string.Join(", ", Enum.GetNames<Protocol.ConsistencyLevel>())}.");
    }
}

namespace Milvus.Client.Schemas;

/// <summary>The names of the consistency levels.</summary>
internal static class ConsistencyLevels
{
    /// <summary>The level of a name, upper or lower case; null for none.</summary>
    /// <exception cref="MilvusException">The level does not exist.</exception>
    internal static Protocol.ConsistencyLevel? Parse(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        // Enum.TryParse also accepts numbers, but a number is not a name.
        return !char.IsAsciiDigit(name[0]) && Enum.TryParse<Protocol.ConsistencyLevel>(name, ignoreCase: true, out var level)
            ? level
            : throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"'{name}' is not a consistency level: use {string.Join(", ", Enum.GetNames<Protocol.ConsistencyLevel>())}.");
    }
}

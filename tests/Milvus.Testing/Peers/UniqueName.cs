namespace Milvus.Testing.Peers;

/// <summary>Names for things on servers that others use, too.</summary>
internal static class UniqueName
{
    private const int MaxLength = 40;

    /// <summary>A name that no other test, run or person uses; it begins with a word.</summary>
    internal static string Of(string word) => $"{word}_{Guid.NewGuid():N}"[..Math.Min(MaxLength, word.Length + 20)];
}

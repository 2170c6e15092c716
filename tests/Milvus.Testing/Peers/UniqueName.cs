namespace Milvus.Testing.Peers;

/// <summary>Names for objects on shared servers.</summary>
internal static class UniqueName
{
    private const int MaxLength = 40;

    /// <summary>A unique name that begins with a word.</summary>
    internal static string Of(string word) => $"{word}_{Guid.NewGuid():N}"[..Math.Min(MaxLength, word.Length + 20)];
}

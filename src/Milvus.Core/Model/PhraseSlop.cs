namespace Milvus;

/// <summary>The slop of a phrase in a text.</summary>
public sealed class PhraseSlop : MilvusObject
{
    /// <summary>The text.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>Whether the text has all words of the phrase.</summary>
    public bool IsMatch { get; set; }

    /// <summary>The smallest slop with which phrase_match finds the phrase; null if there is none.</summary>
    public long? Slop { get; set; }

    /// <summary>The slop.</summary>
    public override string ToString() => FormattableString.Invariant($"{Slop}");
}

namespace Milvus.Parquet.Columns;

/// <summary>The value of a text whose bytes are not text, so that the error can be that of its row only.</summary>
internal sealed class BrokenText
{
    private BrokenText()
    {
    }

    internal static BrokenText Instance { get; } = new();

    public override string ToString() => "a text that is not valid";
}

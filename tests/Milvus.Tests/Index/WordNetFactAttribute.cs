namespace Milvus.Tests.Index;

/// <summary>A test on the WordNet embeddings; skipped where they are not.</summary>
internal sealed class WordNetFactAttribute : FactAttribute
{
    public WordNetFactAttribute()
    {
        if (WordNet.Folder is null)
        {
            Skip = "the embeddings are not in ../shared/data/wordnet";
        }
    }
}

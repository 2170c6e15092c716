namespace Milvus.Tests.Index;

/// <summary>A test with the WordNet embeddings; skipped if they are missing.</summary>
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

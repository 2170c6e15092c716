using System.Runtime.InteropServices;

namespace Milvus.Tests.Index;

/// <summary>
/// 24,000 sentence embeddings of dimension 384, with 500 queries and their exact nearest rows by cosine, in a folder beside the repository.
/// </summary>
internal sealed class WordNet
{
    public const int Dim = 384;
    public const int TruthWidth = 100;

    private WordNet(string folder)
    {
        Rows = Floats(Path.Combine(folder, "vectors.f16"));
        Queries = Floats(Path.Combine(folder, "queries.f16"));
        Truth = MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(Path.Combine(folder, "truth.i32"))).ToArray();
    }

    /// <summary>The folder; null if it does not exist.</summary>
    public static string? Folder { get; } = Find();

    public float[] Rows { get; }

    public float[] Queries { get; }

    public int QueryCount => Queries.Length / Dim;

    private int[] Truth { get; }

    public static WordNet Read() =>
        new(Folder ?? throw new DirectoryNotFoundException("../shared/data/wordnet is not beside the repository"));

    public ReadOnlySpan<byte> Query(int query) => MemoryMarshal.AsBytes(Queries.AsSpan(query * Dim, Dim));

    /// <summary>The rows nearest to a query, the nearest first. The file has ids, which are row numbers plus one.</summary>
    public IEnumerable<int> Nearest(int query, int count) => Truth.Skip(query * TruthWidth).Take(count).Select(id => id - 1);

    private static float[] Floats(string path) =>
        Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(File.ReadAllBytes(path)).ToArray(), half => (float)half);

    private static string? Find()
    {
        var data = Repository.Combine("..", "shared", "data", "wordnet");
        return File.Exists(Path.Combine(data, "truth.i32")) ? Path.GetFullPath(data) : null;
    }
}

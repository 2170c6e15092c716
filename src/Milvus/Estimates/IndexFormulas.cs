namespace Milvus.Estimates;

/// <summary>
/// The formulas of index types. Milvus builds indexes of vectors with faiss, whose wiki page "Faiss indexes" has the bytes of a vector in
/// each index; centroids and code books are added here. Defaults that <see cref="IndexShape"/> does not know are those of Milvus 2.6.
/// </summary>
internal static class IndexFormulas
{
    private const string Faiss = "faiss wiki, Faiss indexes: bytes per vector";
    private const double Float = 4;
    private const double Id = 8;

    // Of a graph in faiss: the offset of its links and the level, for each row.
    private const double Node = 12;

    // DiskANN, "Fast Accurate Billion-point Nearest Neighbor Search on a Single Node" (2019): a sector of the disk has whole nodes.
    private const double Sector = 4096;

    private static readonly IndexFormula _flat = new("n v", Faiss, shape => shape.Rows * shape.VectorBytes);

    private static readonly IndexFormula _lists = new(
        "n (v + 8) + 4 nlist d", Faiss, shape => shape.Rows * (shape.VectorBytes + Id) + Centroids(shape));

    private static readonly IndexFormula _sparse = new(
        "8 n x, with x values of a vector",
        "knowhere, sparse inverted index: the row and the value of each value",
        shape => shape.Rows * shape.VectorBytes);

    private static readonly Dictionary<string, IndexFormula> _byType = new(StringComparer.Ordinal)
    {
        ["FLAT"] = _flat,
        ["BIN_FLAT"] = _flat,
        ["IVF_FLAT"] = _lists,
        ["IVF_FLAT_CC"] = _lists,
        ["BIN_IVF_FLAT"] = new(
            "n (d/8 + 8) + nlist d/8",
            Faiss,
            shape => shape.Rows * (shape.VectorBytes + Id) + shape.Take("nlist") * shape.VectorBytes),
        ["IVF_SQ8"] = new(
            "n (d + 8) + 4 nlist d + 8 d",
            Faiss,
            shape => shape.Rows * (shape.Dimension + Id) + Centroids(shape) + 2 * Float * shape.Dimension),
        ["IVF_PQ"] = new(
            "n (m nbits/8 + 8) + 4 nlist d + 4 d 2^nbits",
            Faiss,
            shape => shape.Rows * (Codes(shape, 32) + Id) + Centroids(shape) + CodeBook(shape)),
        ["IVF_RABITQ"] = new(
            "n (d/8 + 8 + 8) + 4 nlist d + 4 d d; with refine n r more, with r bytes of refine_type",
            "faiss, IndexIVFRaBitQ: one bit for each dimension and two numbers; a random rotation",
            shape => shape.Rows * (Math.Ceiling(shape.Dimension / 8) + 2 * Float + Id + Refined(shape))
                + Centroids(shape) + Float * shape.Dimension * shape.Dimension),
        ["SCANN"] = new(
            "n (d/4 + 8) + 4 nlist d + 64 d; with_raw_data n v more",
            "faiss, IndexIVFPQFastScan: two dimensions are coded with 4 bits",
            shape => shape.Rows * (shape.Dimension / 4 + Id + (shape.IsOn("with_raw_data", otherwise: true) ? shape.VectorBytes : 0))
                + Centroids(shape) + 16 * Float * shape.Dimension),
        ["HNSW"] = new("n (v + 8 M + 4 M/(M - 1) + 12)", Faiss, shape => shape.Rows * (shape.VectorBytes + Links(shape))),
        ["HNSW_SQ"] = new(
            "n (d bits/8 + 8 M + 4 M/(M - 1) + 12); with refine n r more, with bits of sq_type and r bytes of refine_type",
            Faiss,
            shape => shape.Rows * (Bytes(shape, shape.Take("sq_type", "sq8")) + Refined(shape) + Links(shape))),
        ["HNSW_PQ"] = new(
            "n (m nbits/8 + 8 M + 4 M/(M - 1) + 12) + 4 d 2^nbits; with refine n r more, with r bytes of refine_type",
            Faiss,
            shape => shape.Rows * (Codes(shape, 32) + Refined(shape) + Links(shape)) + CodeBook(shape)),
        ["HNSW_PRQ"] = new(
            "n (m nrq nbits/8 + 8 M + 4 M/(M - 1) + 12) + 4 d nrq 2^nbits; with refine n r more, with r bytes of refine_type",
            Faiss,
            shape => shape.Rows * (Codes(shape, 2, shape.Take("nrq", 2)) + Refined(shape) + Links(shape))
                + shape.Take("nrq", 2) * CodeBook(shape)),
        ["DISKANN"] = new(
            "n v (0.125 + 0.1)",
            "Milvus, knowhere configuration: pq_code_budget_gb_ratio, search_cache_budget_gb_ratio, max_degree",
            shape => shape.Rows * shape.VectorBytes
                * (shape.Take("pq_code_budget_gb_ratio", 0.125) + shape.Take("search_cache_budget_gb_ratio", 0.1)))
        {
            Disk = shape =>
            {
                var node = shape.VectorBytes + Float * (shape.Take("max_degree", 56) + 1);
                return node <= Sector
                    ? Math.Ceiling(shape.Rows / Math.Floor(Sector / node)) * Sector
                    : shape.Rows * Math.Ceiling(node / Sector) * Sector;
            },
        },
        ["SPARSE_INVERTED_INDEX"] = _sparse,
        ["SPARSE_WAND"] = _sparse,
    };

    /// <summary>The formula of an index type; null for a type without one.</summary>
    internal static IndexFormula? Find(string indexType) => _byType.GetValueOrDefault(indexType);

    private static double Centroids(IndexShape shape) => Float * shape.Take("nlist") * shape.Dimension;

    // The lowest level has 2 M links, and each of the others M. A row is in M^-l of the level l, which adds up to 1/(M - 1).
    private static double Links(IndexShape shape)
    {
        var links = shape.Take("M");
        return Float * (2 * links + links / (links - 1)) + Node;
    }

    private static double Codes(IndexShape shape, int parts, double steps = 1) =>
        Math.Ceiling(shape.TakeParts(parts) * steps * shape.Take("nbits", 8) / 8);

    private static double CodeBook(IndexShape shape) => Float * shape.Dimension * Math.Pow(2, shape.Take("nbits", 8));

    private static double Refined(IndexShape shape) =>
        shape.IsOn("refine", otherwise: false) ? Bytes(shape, shape.Take("refine_type", "fp32")) : 0;

    private static double Bytes(IndexShape shape, string quantizer) => Math.Ceiling(shape.Dimension * quantizer switch
    {
        "sq4u" => 4,
        "sq6" => 6,
        "sq8" => 8,
        "fp16" or "bf16" => 16,
        _ => 32,
    } / 8);
}

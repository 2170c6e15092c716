using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Hnsw;

/// <summary>The stored form of a graph: a header, then the levels, level-0 links and upper links of each chunk, then a checksum.</summary>
internal static class HnswFile
{
    private const int Magic = 0x57534E48;
    private const int Version = 1;

    /// <summary>Version 1 of graphs under IP had low recall. These graphs are built again.</summary>
    private const int VersionOfInnerProduct = 2;

    public static void Write(Stream stream, HnswGraph graph, VectorSpace space, int count)
    {
        var writer = new ChecksumWriter(stream);
        var (row, level) = graph.Entry;
        var chunks = graph.Capacity >> NodeChunk.Shift;
        writer.Write([.. Header(graph, space), count, row, level, chunks]);
        for (var at = 0; at < chunks; at++)
        {
            var chunk = graph.Chunk(at);
            var rows = Math.Min(NodeChunk.Rows, space.Column.Count - (at << NodeChunk.Shift));
            writer.Write([rows]);
            writer.Write(chunk.Levels.AsSpan(0, rows));
            writer.Write(chunk.Base.AsSpan(0, rows * (2 * graph.Parameters.M + 1)));
            var upper = new List<int>();
            foreach (var links in chunk.Upper)
            {
                upper.AddRange(links ?? []);
            }

            writer.Write([upper.Count]);
            writer.Write(upper.ToArray());
        }

        writer.WriteChecksum();
    }

    /// <summary>Fills an empty graph. Returns the number of rows it covers.</summary>
    /// <exception cref="InvalidDataException">The graph is damaged or belongs to another index.</exception>
    public static int Read(Stream stream, HnswGraph graph, VectorSpace space)
    {
        var reader = new ChecksumReader(stream);
        var expected = Header(graph, space);
        if (!reader.ReadInts(expected.Length).AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException("the stored graph is of another kind, metric or dimension than the index: build it again");
        }

        var state = reader.ReadInts(4);
        var (count, row, level, chunks) = (state[0], state[1], state[2], state[3]);
        if (count < 0 || count > space.Column.Count || chunks < 0 || chunks > (space.Column.Count >> NodeChunk.Shift) + 1)
        {
            throw new InvalidDataException($"the stored graph covers {count} rows, but the column has {space.Column.Count}");
        }

        graph.Reserve(chunks << NodeChunk.Shift);
        for (var at = 0; at < chunks; at++)
        {
            ReadChunk(reader, graph.Chunk(at), graph.Parameters.M);
        }

        reader.CheckChecksum();
        if (row >= 0)
        {
            graph.Entry = (row, level);
        }

        return count;
    }

    private static void ReadChunk(ChecksumReader reader, NodeChunk chunk, int m)
    {
        var rows = reader.ReadInts(1)[0];
        if (rows is < 0 or > NodeChunk.Rows)
        {
            throw ChecksumReader.CreateDamaged();
        }

        reader.Read(chunk.Levels.AsSpan(0, rows));
        reader.Read(chunk.Base.AsSpan(0, rows * (2 * m + 1)));
        var left = reader.ReadInts(1)[0];
        for (var i = 0; i < rows; i++)
        {
            if (chunk.Levels[i] is > 0 and < NodeChunk.Absent and var level)
            {
                chunk.Upper[i] = reader.ReadInts(level * (m + 1));
                left -= level * (m + 1);
            }
        }

        if (left != 0)
        {
            throw ChecksumReader.CreateDamaged();
        }
    }

    private static int[] Header(HnswGraph graph, VectorSpace space) =>
        [
            Magic,
            space.Metric == DistanceMetric.InnerProduct ? VersionOfInnerProduct : Version,
            (int)space.Column.Type,
            (int)space.Metric,
            space.Column.Dim,
            graph.Parameters.M,
            graph.Parameters.EfConstruction,
        ];
}

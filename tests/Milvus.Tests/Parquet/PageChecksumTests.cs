using System.Buffers.Binary;
using Milvus.Parquet;
using Milvus.Parquet.Format;

namespace Milvus.Tests.Parquet;

/// <summary>A file whose pages have checksums, with each of its bytes changed.</summary>
public sealed class PageChecksumTests
{
    [Fact]
    public void PageChecksum_wrong_byte_of_a_page_is_found()
    {
        var whole = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Parquet", "corpus", "crc.parquet"));
        var footer = whole.Length - 8 - BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(whole.Length - 8));
        var (expected, refused) = (Show(whole), 0);
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 1;
            try
            {
                var shown = Show(damaged);
                // The footer has no checksum: another name or type of a column is a valid file.
                Assert.True(shown == expected || at >= footer, $"byte {at}");
            }
            catch (ParquetException)
            {
                refused++;
            }
        }

        Assert.True(refused > 20, $"{refused} refused");
    }

    private static string Show(byte[] bytes)
    {
        var file = ParquetFile.Open(new MemoryStream(bytes));
        return string.Join('\n', file.ReadRows(file.Columns, default).Select(row => CorpusValues.Show(file.Columns, row)));
    }
}

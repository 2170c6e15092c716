using System.IO.Compression;
using System.Text;
using Milvus.Formats;
using Milvus.Formats.Numpy;
using Milvus.Formats.Vecs;

namespace Milvus.Tests.Formats;

/// <summary>.npy, .fvecs, .bvecs and .ivecs files as columns.</summary>
public sealed class NumpyColumnsTests
{
    private const int DirectoryBytes = 140;

    [Theory]
    [InlineData("|b1", "2,", new byte[] { 1, 0 }, new object[] { true, false })]
    [InlineData("|i1", "2,", new byte[] { 1, 255 }, new object[] { (sbyte)1, (sbyte)-1 })]
    [InlineData("<i2", "1,", new byte[] { 1, 2 }, new object[] { (short)513 })]
    [InlineData(">i2", "1,", new byte[] { 1, 2 }, new object[] { (short)258 })]
    [InlineData("<u4", "1,", new byte[] { 255, 255, 255, 255 }, new object[] { uint.MaxValue })]
    [InlineData("<f4", "1,", new byte[] { 0, 0, 192, 63 }, new object[] { 1.5f })]
    [InlineData(">f8", "1,", new byte[] { 63, 248, 0, 0, 0, 0, 0, 0 }, new object[] { 1.5 })]
    [InlineData("<U2", "2,", new byte[] { 97, 0, 0, 0, 233, 0, 0, 0, 98, 0, 0, 0, 0, 0, 0, 0 }, new object[] { "a\u00E9", "b" })]
    public void NumpyColumns_array_of_one_dimension_has_a_value_for_each_row(string type, string shape, byte[] elements, object[] values)
    {
        using var columns = NumpyColumns.OpenOne(Npy(type, shape, elements), "x");

        Assert.Equal(values, columns.ReadRows(default).Select(row => row[0]));
    }

    [Fact]
    public void NumpyColumns_array_of_two_dimensions_has_a_list_for_each_row()
    {
        using var columns = NumpyColumns.OpenOne(Npy("|u1", "2, 3", [1, 2, 3, 4, 5, 6]), "x");

        Assert.Equal([[1, 2, 3], [4, 5, 6]], columns.ReadRows(default).Select(row => (byte[])row[0]!));
    }

    [Theory]
    [InlineData("|O", "1,", "Python objects")]
    [InlineData("<M8[ns]", "1,", "dates")]
    [InlineData("<f4", "", "single value")]
    [InlineData("<f4", "1, 1, 1", "3 dimensions")]
    [InlineData("<f4", "2,", "1 whole rows")]
    [InlineData("<f4", "9223372036854775807, 9223372036854775807", "too large")]
    public void NumpyColumns_array_without_rows_or_with_other_elements_is_refused(string type, string shape, string says)
    {
        var refused = Assert.Throws<RowFileException>(() => NumpyColumns.OpenOne(Npy(type, shape, new byte[4]), "x"));

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(60)]
    public void NumpyColumns_file_that_is_cut_off_is_refused(int length)
    {
        var whole = ((MemoryStream)Npy("<f4", "2,", new byte[8])).ToArray();

        Assert.Throws<RowFileException>(() => NumpyColumns.OpenOne(new MemoryStream(whole[..length]), "x"));
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void NumpyColumns_archive_with_a_wrong_byte_is_refused_or_has_the_same_rows(CompressionLevel level)
    {
        var whole = Zip(level);
        var (expected, refused) = (Show(whole), 0);
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var bits in new byte[] { 1, 128, 255 })
            {
                var damaged = (byte[])whole.Clone();
                damaged[at] ^= bits;
                try
                {
                    // The names of the arrays are in the directory of the archive, and an array can be missing there.
                    Assert.True(expected.EndsWith(Show(damaged), StringComparison.Ordinal) || at > whole.Length - DirectoryBytes);
                }
                catch (RowFileException)
                {
                    refused++;
                }
            }
        }

        Assert.True(refused > 300, $"{refused} refused");
    }

    [Fact]
    public void NumpyColumns_damaged_header_is_shown_without_control_characters_and_with_the_name_of_its_array()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("a.npy").Open();
            Npy("\u0001\u0007", "2,", []).CopyTo(entry);
        }

        var refused = Assert.Throws<RowFileException>(() => NumpyColumns.OpenArchive(stream));

        Assert.Contains("the array 'a': its header '{'descr'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Message, char.IsControl);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("02000000 0000803F 00000040", 1)]
    [InlineData("01000000 0000803F 01000000 00000040", 2)]
    public void VecsFile_each_vector_has_its_own_length(string hex, int rows)
    {
        using var file = Vecs(hex);

        Assert.Equal(rows, file.ReadRows(default).Count());
    }

    [Theory]
    [InlineData("0200", "row 1")]
    [InlineData("02000000 0000803F", "row 1")]
    [InlineData("01000000 0000803F 05", "row 2")]
    [InlineData("FFFFFFFF 0000803F", "-1 components")]
    [InlineData("FFFFFF7F 0000803F", "row 1")]
    public void VecsFile_file_that_is_cut_off_or_has_another_format_is_refused(string hex, string says)
    {
        using var file = Vecs(hex);

        var refused = Assert.Throws<RowFileException>(() => file.ReadRows(default).Count());

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    private static byte[] Zip(CompressionLevel level)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in new[] { "a", "b" })
            {
                using var entry = archive.CreateEntry($"{name}.npy", level).Open();
                Npy("|u1", "2, 3", [1, 2, 3, 4, 5, 6]).CopyTo(entry);
            }
        }

        return stream.ToArray();
    }

    private static string Show(byte[] archive)
    {
        using var columns = NumpyColumns.OpenArchive(new MemoryStream(archive));
        return string.Join('|', columns.ReadRows(default).Select(row => string.Join(',', row.SelectMany(value => (byte[])value!))));
    }

    private static VecsFile Vecs(string hex) => new(
        new MemoryStream(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))), VecsType.Floats, "x");

    private static Stream Npy(string type, string shape, byte[] elements)
    {
        var header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}\n");
        return new MemoryStream([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. elements]);
    }
}

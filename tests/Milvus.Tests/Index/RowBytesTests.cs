using Milvus.Embedded.Columns;

namespace Milvus.Tests.Index;

public sealed class RowBytesTests
{
    private const int Width = 12;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    [InlineData(9000)]
    public void RowBytes_rows_in_a_file_are_those_in_memory(int movedAfter)
    {
        using var folder = new TemporaryFolder();
        var rows = new RowBytes(Width);
        var expected = new List<byte[]>();
        for (var row = 0; row < 9000; row++)
        {
            if (row == movedAfter)
            {
                rows.MoveToFile(folder.File("a.db"));
            }

            AppendOne(rows, expected);
        }

        rows.MoveToFile(folder.File("a.db"));
        // Also rows that their source writes, over the end of a chunk.
        rows.Append(5000, (room, first) => room.Fill((byte)first));
        Assert.True(rows.IsInFile);
        Assert.Equal(0, rows.MemoryBytes);
        Assert.Equal(14_000, rows.Count);
        Assert.All(Enumerable.Range(0, 9000), row => Assert.True(rows.Row(row).SequenceEqual(expected[row]), $"row {row}"));
        var copy = new byte[8200 * Width];
        rows.CopyTo(copy, 700);
        Assert.Equal(expected.Skip(700).Take(8200).SelectMany(row => row), copy);
        Assert.Equal(new byte[Width], rows.Row(9000).ToArray());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Empty(Directory.GetFiles(folder.FullName));
        }
    }

    [Fact]
    public void RowBytes_stay_in_memory_where_no_file_can_be_made()
    {
        using var folder = new TemporaryFolder();
        var rows = new RowBytes(Width);
        var expected = new List<byte[]>();
        AppendOne(rows, expected);
        rows.MoveToFile(Path.Combine(folder.FullName, "missing", "a.db"));
        AppendOne(rows, expected);
        Assert.False(rows.IsInFile);
        Assert.Equal(expected[1], rows.Row(1).ToArray());
    }

    [Fact]
    public async Task RowBytes_readers_see_their_rows_while_they_move()
    {
        using var folder = new TemporaryFolder();
        var rows = new RowBytes(Width);
        var expected = new List<byte[]>();
        for (var row = 0; row < 6000; row++)
        {
            AppendOne(rows, expected);
        }

        using var done = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            var reads = 0;
            for (; !done.IsCancellationRequested || reads == 0; reads++)
            {
                var row = reads * 7919L % 6000;
                Assert.True(rows.Row((int)row).SequenceEqual(expected[(int)row]));
            }

            return reads;
        });
        rows.MoveToFile(folder.File("a.db"));
        for (var row = 0; row < 6000; row++)
        {
            rows.Append(new byte[Width]);
        }

        await done.CancelAsync();
        Assert.True(await reading > 0);
    }

    private static void AppendOne(RowBytes rows, List<byte[]> expected)
    {
        var row = new byte[Width];
        new Random(expected.Count).NextBytes(row);
        expected.Add(row);
        rows.Append(row);
    }
}

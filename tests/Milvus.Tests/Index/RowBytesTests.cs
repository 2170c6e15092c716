using System.Runtime.CompilerServices;
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
    public void RowBytes_can_be_read_by_a_search_whose_collection_is_gone()
    {
        using var folder = new TemporaryFolder();
        var row = ReadRowOfNobody(folder.File("a.db"));
        for (var collection = 0; collection < 3; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }, row.ToArray());
    }

    [Fact]
    public void RowBytes_file_of_a_killed_process_is_removed_by_the_next_one()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.db-vectors-0123456789abcdef0123456789abcdef"), []);
        File.WriteAllBytes(folder.File("a.db-vectors-of-mine"), []);
        File.WriteAllBytes(folder.File("b.db-vectors-0123456789abcdef0123456789abcdef"), []);

        new RowBytes(Width).MoveToFile(folder.File("a.db"));

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                ["a.db-vectors-of-mine", "b.db-vectors-0123456789abcdef0123456789abcdef"],
                Directory.GetFiles(folder.FullName).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlySpan<byte> ReadRowOfNobody(string database)
    {
        var rows = new RowBytes(Width);
        rows.MoveToFile(database);
        rows.Append([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        Assert.True(rows.IsInFile);
        return rows.Row(0);
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

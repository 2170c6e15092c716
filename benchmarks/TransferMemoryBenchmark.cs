using System.Globalization;
using System.Runtime.InteropServices;

namespace Milvus.Benchmarks;

/// <summary>
/// The memory and the rate of imports and exports of files, each in a process of its own; the engine is in another one, Milvus.Server. The
/// peak working set must not depend on the number of rows.
/// </summary>
internal static class TransferMemoryBenchmark
{
    private const int MaxMegabytes = 300;

    public static async Task RunAsync(int rows, int dimension, IReadOnlyList<string> formats, CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        var vectors = folder.File("vectors.fvecs");
        WriteVectors(vectors, rows, dimension);
        await using var server = LocalServer.Start(folder.File("engine.db"));
        var connect = $"{server.Connect}; ";
        // FLAT: the graph of another index would take most of the time, in the process of the engine.
        await ShellProcess.RunAsync(
            connect
                + $"$fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension {dimension}); "
                + "$null = New-MilvusCollection v -Field $fields -IndexParameter (New-MilvusIndexParameter vector -IndexType FLAT "
                + "-MetricType L2)",
            token);
        Table.Line($"{rows:N0} rows of {dimension} components; peak working set and CPU of the client process");
        await MeasureAsync(connect, "import .fvecs", $"Import-MilvusEntity v '{vectors}'", rows, token);
        foreach (var format in formats)
        {
            var file = folder.File($"rows.{format}");
            await MeasureAsync(connect, $"export .{format}", $"Export-MilvusEntity v '{file}'", rows, token);
            await ShellProcess.RunAsync(connect + "Clear-MilvusCollection v -Confirm:$false", token);
            await MeasureAsync(connect, $"import .{format}", $"Import-MilvusEntity v '{file}'", rows, token);
            Table.Line($"  file of .{format,-10} {new FileInfo(file).Length / 1e6,8:F0} MB");
            File.Delete(file);
        }

        Table.Line($"CPU of the engine  {server.ProcessorTime.TotalSeconds,8:F1} s");
    }

    private static async Task MeasureAsync(string connect, string what, string command, int rows, CancellationToken token)
    {
        var output = await ShellProcess.RunAsync(
            connect
                + $"$clock = [Diagnostics.Stopwatch]::StartNew(); $result = {command}; $seconds = $clock.Elapsed.TotalSeconds; "
                + "$me = [Diagnostics.Process]::GetCurrentProcess(); "
                + "'{0} {1} {2} {3}' -f $result.RowsAcknowledged, ($me.PeakWorkingSet64 / 1MB), $me.TotalProcessorTime.TotalSeconds, "
                + "$seconds",
            token);
        var numbers = output
            .Split(' ', StringSplitOptions.TrimEntries)
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture))
            .ToArray();
        if (numbers[0] != rows)
        {
            throw new InvalidDataException($"{what}: {numbers[0]} rows instead of {rows}");
        }

        var verdict = numbers[1] < MaxMegabytes ? string.Empty : $"  more than {MaxMegabytes} MB";
        Table.Line($"  {what,-18} {numbers[1],6:F0} MB  {numbers[2],7:F1} CPU s  {rows / numbers[3],9:F0} rows/s{verdict}");
    }

    private static void WriteVectors(string path, int rows, int dimension)
    {
        var random = new Random(7);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        var vector = new float[dimension];
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < dimension; i++)
            {
                vector[i] = (random.NextSingle() * 2) - 1;
            }

            file.Write(BitConverter.GetBytes(dimension));
            file.Write(MemoryMarshal.AsBytes(vector.AsSpan()));
        }
    }
}

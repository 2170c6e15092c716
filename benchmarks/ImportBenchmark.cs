using System.Globalization;
using System.Text;

namespace Milvus.Benchmarks;

/// <summary>
/// The processor time of Import-MilvusEntity for JSON lines and Parquet, client and engine in one process, compared with the readers of
/// Python and pymilvus on Milvus Lite. The collection has no vector index: a FLAT index scans.
/// </summary>
internal static class ImportBenchmark
{
    private const double Goal = 20;
    private const double GoalRows = 1e6;

    public static async Task RunAsync(int rows, int dimension, CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        var lines = folder.File("rows.jsonl");
        WriteLines(lines, rows, dimension);
        Table.Line($"{rows:N0} x {dimension}, {Environment.ProcessorCount} processors; client and engine, without their start");
        await CompareAsync(folder, "jsonl", rows, dimension, token);
        await ShellProcess.RunAsync(
            $"$null = Connect-Milvus '{folder.File("jsonl.db")}'; $null = Export-MilvusEntity v '{folder.File("rows.parquet")}'", token);
        await CompareAsync(folder, "parquet", rows, dimension, token);
    }

    private static async Task CompareAsync(TemporaryFolder folder, string format, int rows, int dimension, CancellationToken token)
    {
        var file = folder.File($"rows.{format}");
        Table.Line($"{format}, {new FileInfo(file).Length / 1e6:F0} MB");
        var ours = await MeasureAsync(folder.File($"{format}.db"), file, rows, dimension, token);
        var goal = rows == GoalRows ? $"  (goal: at most {Goal})" : string.Empty;
        Print("Import-MilvusEntity", ours, goal);
        string[] arguments = [file, folder.File($"{format}-lite.db"), dimension.ToString(CultureInfo.InvariantCulture)];
        if (await PeerPython.ReadAsync("import_lite.py", arguments, token) is { } text)
        {
            var theirs = Parse(text, rows, "import_lite.py");
            Print("pymilvus, Milvus Lite", theirs, string.Empty);
            Table.Line($"  ratio of CPU {ours.Cpu / theirs.Cpu:F2}, of time {ours.Wall / theirs.Wall:F2}");
        }
    }

    private static async Task<(double Cpu, double Wall)> MeasureAsync(
        string database, string file, int rows, int dimension, CancellationToken token)
    {
        var output = await ShellProcess.RunAsync(
            $$"""
            $null = Connect-Milvus '{{database}}'
            $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension {{dimension}})
            $null = New-MilvusCollection v -Field $fields
            $null = New-MilvusIndex v vector -IndexType FLAT -MetricType L2
            Mount-MilvusCollection v
            $me = [Diagnostics.Process]::GetCurrentProcess()
            $cpu = $me.TotalProcessorTime.TotalSeconds
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $result = Import-MilvusEntity v '{{file}}'
            $wall = $clock.Elapsed.TotalSeconds
            $me.Refresh()
            '{0} {1} {2}' -f $result.RowsCounted, ($me.TotalProcessorTime.TotalSeconds - $cpu), $wall
            """,
            token);
        return Parse(output, rows, "Import-MilvusEntity");
    }

    private static (double Cpu, double Wall) Parse(string output, int rows, string program)
    {
        var numbers = output
            .Split(' ', StringSplitOptions.TrimEntries)
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture))
            .ToArray();
        return numbers[0] == rows
            ? (numbers[1], numbers[2])
            : throw new InvalidDataException($"{program}: {numbers[0]} rows instead of {rows}");
    }

    private static void Print(string what, (double Cpu, double Wall) figures, string goal) =>
        Table.Line($"  {what,-22} {figures.Cpu,7:F1} CPU s  {figures.Wall,7:F1} s{goal}");

    private static void WriteLines(string path, int rows, int dimension)
    {
        var random = new Random(7);
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
        var line = new StringBuilder();
        for (var row = 0; row < rows; row++)
        {
            line.Clear().Append(CultureInfo.InvariantCulture, $"{{\"id\": {row}, \"vector\": [");
            for (var i = 0; i < dimension; i++)
            {
                line.Append(i == 0 ? string.Empty : ", ").Append(CultureInfo.InvariantCulture, $"{(random.NextSingle() * 2) - 1}");
            }

            file.Write(line.Append("]}\n"));
        }
    }
}

using System.Globalization;

namespace Milvus.Benchmarks;

/// <summary>A kind of process that is started again and again.</summary>
internal sealed class StartupCase(string name, StartedProcess process)
{
    /// <summary>
    /// What a script of pwsh prints at its end: the number of methods that were compiled at run time, the CPU time in milliseconds, and the
    /// milliseconds that it has measured itself in $measured, if it has.
    /// </summary>
    internal const string Report = "'{0} {1} {2}' -f [Runtime.JitInfo]::GetCompiledMethodCount(), "
        + "[int][Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalMilliseconds, $measured";

    private readonly List<double> _wall = [];
    private readonly List<double> _cpu = [];
    private readonly List<double> _methods = [];
    private readonly List<double> _inProcess = [];

    internal string Name => name;

    /// <summary>The median, in milliseconds.</summary>
    internal double Wall => Median(_wall);

    /// <summary>The median, in milliseconds.</summary>
    internal double Cpu => Median(_cpu);

    /// <summary>The median number of methods that were compiled at run time.</summary>
    internal double Methods => Median(_methods);

    /// <summary>The median of what the script has measured itself, in milliseconds; null if it has measured nothing.</summary>
    internal double? InProcess => _inProcess.Count > 0 ? Median(_inProcess) : null;

    internal async Task MeasureAsync(string answer, CancellationToken token)
    {
        var (output, elapsed) = await process.RunAsync(token);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines is not [var first, var report] || first != answer)
        {
            throw new InvalidOperationException($"{name} answered '{output}', not '{answer}'.");
        }

        var numbers = report.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        _wall.Add(elapsed.TotalMilliseconds);
        _methods.Add(numbers[0]);
        _cpu.Add(numbers[1]);
        _inProcess.AddRange(numbers.Skip(2));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

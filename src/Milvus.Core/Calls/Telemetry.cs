using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Milvus.Core.Calls;

/// <summary>
/// Telemetry for listeners in this process: a span for each cmdlet and each attempt of a call, and the duration of calls. Nothing listens
/// by default, and nothing is sent anywhere.
/// </summary>
internal static class Telemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    internal const string Name = "Milvus.PowerShell";

    private static readonly Meter _meter = new(Name);

    internal static ActivitySource Source { get; } = new(Name);

    internal static Histogram<double> Duration { get; } =
        _meter.CreateHistogram<double>("db.client.operation.duration", "s", "Duration of calls of the service");
}

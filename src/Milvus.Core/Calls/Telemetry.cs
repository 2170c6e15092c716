using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Milvus;

/// <summary>
/// What a listener in this process may watch: a span for each cmdlet and each attempt of a call, and how long calls take. Nobody listens
/// unless somebody asks; nothing is sent anywhere.
/// </summary>
internal static class Telemetry
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    internal const string Name = "Milvus.PowerShell";

    private static readonly Meter _meter = new(Name);

    internal static ActivitySource Source { get; } = new(Name);

    internal static Histogram<double> Duration { get; } =
        _meter.CreateHistogram<double>("db.client.operation.duration", "s", "Duration of calls of the service");
}

namespace Milvus.Core.Calls;

/// <summary>What a display of progress shows.</summary>
/// <param name="Status">The state, with the rate if there is one.</param>
/// <param name="Percent">0 to 100, or null if unknown.</param>
/// <param name="SecondsRemaining">The remaining time, or null if unknown.</param>
internal sealed record ProgressReading(string Status, int? Percent, int? SecondsRemaining);

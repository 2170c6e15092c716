using System.Management.Automation;

namespace Milvus.Module.Tests.Hosting;

/// <summary>The streams of a script.</summary>
internal sealed record Ran(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose)
{
    /// <summary>The ids of the errors, without the command after the comma.</summary>
    internal IReadOnlyList<string> ErrorIds => [.. Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0])];

    /// <summary>The outputs as texts.</summary>
    internal IReadOnlyList<string> Texts => [.. Output.Select(item => item.ToString())];

    /// <summary>A property of each output.</summary>
    internal IReadOnlyList<object?> Values(string property) => [.. Output.Select(item => item.Properties[property]?.Value)];
}

using Xunit.Sdk;

namespace Milvus.Testing.Failures;

/// <summary>
/// The rows of docs/reliability.md for which a test is: it would fail if the behaviour of the row broke.
/// `dotnet test --filter Failure=N12` runs the tests of a row, and `--filter Category=Reliability` those of all rows.
/// </summary>
/// <param name="rows">The numbers of the rows.</param>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer("Milvus.Testing.Failures.FailureDiscoverer", "Milvus.Testing")]
public sealed class FailureAttribute(params string[] rows) : Attribute, ITraitAttribute
{
    /// <summary>The numbers of the rows.</summary>
    public IReadOnlyList<string> Rows { get; } = rows;
}

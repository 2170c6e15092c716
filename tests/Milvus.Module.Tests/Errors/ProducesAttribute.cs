namespace Milvus.Module.Tests.Errors;

/// <summary>The ids that a test makes a cmdlet fail with; the guard of the list counts them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProducesAttribute(params string[] errorIds) : Attribute
{
    /// <summary>The ids.</summary>
    public IReadOnlyList<string> ErrorIds { get; } = errorIds;
}

namespace Milvus.Module.Tests.Errors;

/// <summary>The ids of the errors that a test produces; the guard of the list checks them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProducesAttribute(params string[] errorIds) : Attribute
{
    /// <summary>The ids.</summary>
    public IReadOnlyList<string> ErrorIds { get; } = errorIds;
}

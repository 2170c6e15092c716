
namespace Milvus.Module.Tests.Backends;

/// <summary>A theory on one back end. If that is not available, it is skipped with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BackendTheoryAttribute : TheoryAttribute
{
    public BackendTheoryAttribute(string name)
    {
        Name = name;
        Skip = PeerPolicy.Skip(Backend.IsThere(name), $"The back end {name} does not answer.");
    }

    /// <summary>The back end.</summary>
    public string Name { get; }
}

using Milvus.Tests.Peers;

namespace Milvus.Module.Tests.Backends;

/// <summary>A theory on one back end that may not be there; then it is skipped with its reason.</summary>
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

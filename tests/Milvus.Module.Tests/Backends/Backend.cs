
namespace Milvus.Module.Tests.Backends;

/// <summary>A back end that runs test bodies: always the embedded engine, and real servers if they answer.</summary>
public sealed record Backend(string Name, string Connect, string ScalarIndexType)
{
    /// <summary>The state of a released collection after its only index is dropped: Lite loads it again automatically.</summary>
    public string StateWithoutIndex { get; init; } = "NotLoad";

    /// <summary>The embedded engine, which is always available.</summary>
    internal static Backend Embedded => There[0];

    /// <summary>The available back ends, for theories.</summary>
    public static TheoryData<Backend> All => [.. There];

    /// <summary>The available back ends without some of them.</summary>
    public static TheoryData<Backend> Without(params string[] names) => [.. There.Where(backend => !names.Contains(backend.Name))];

    /// <summary>Only these back ends. Their tests have <see cref="BackendTheoryAttribute"/>, because they may not be available.</summary>
    public static TheoryData<Backend> Only(params string[] names) => [.. There.Where(backend => names.Contains(backend.Name))];

    /// <summary>Whether a back end is available.</summary>
    internal static bool IsThere(string name) => There.Any(backend => backend.Name == name);

    /// <summary>The back end with a name.</summary>
    internal static Backend Named(string name) => There.Single(backend => backend.Name == name);

    private static IReadOnlyList<Backend> There { get; } = [.. Find()];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static IEnumerable<Backend> Find()
    {
        yield return new("embedded", "Connect-Milvus -InMemory", "STL_SORT");
        if (Peer.Milvus.IsExpected)
        {
            yield return new("milvus", $"Connect-Milvus {Peer.Milvus.Uri} -Token '{Peer.Milvus.Token}'", "STL_SORT");
        }

        if (Peer.Lite.IsExpected)
        {
            yield return new("lite", $"Connect-Milvus {Peer.Lite.Uri}", "INVERTED") { StateWithoutIndex = "Loaded" };
        }
    }
}

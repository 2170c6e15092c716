using Milvus.Tests.Peers;

namespace Milvus.Module.Tests.Backends;

/// <summary>Where a test body runs: the embedded engine always, real servers where they answer.</summary>
public sealed record Backend(string Name, string Connect, string ScalarIndexType)
{
    /// <summary>The state of a released collection after its only index is dropped: Lite loads it again by itself.</summary>
    public string StateWithoutIndex { get; init; } = "NotLoad";

    /// <summary>The embedded engine, which is always there.</summary>
    internal static Backend Embedded => There[0];

    /// <summary>The back ends that are there, for theories.</summary>
    public static TheoryData<Backend> All => [.. There];

    /// <summary>Those that have what a test needs.</summary>
    public static TheoryData<Backend> Without(params string[] names) => [.. There.Where(backend => !names.Contains(backend.Name))];

    /// <summary>Only these; a test of theirs has <see cref="BackendTheoryAttribute"/>, for they may not be there.</summary>
    public static TheoryData<Backend> Only(params string[] names) => [.. There.Where(backend => names.Contains(backend.Name))];

    /// <summary>Whether it is there.</summary>
    internal static bool IsThere(string name) => There.Any(backend => backend.Name == name);

    /// <summary>The one of this name.</summary>
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

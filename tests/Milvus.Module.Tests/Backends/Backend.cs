using System.Net.Sockets;

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
        var milvus = new Uri(Environment.GetEnvironmentVariable("MILVUS_URI") ?? "http://127.0.0.1:19530");
        if (Answers(milvus))
        {
            yield return new("milvus", $"Connect-Milvus {milvus} -Token '{Environment.GetEnvironmentVariable("MILVUS_TOKEN") ?? "root:Milvus"}'", "STL_SORT");
        }

        var lite = new Uri(Environment.GetEnvironmentVariable("MILVUS_LITE_URI") ?? "http://127.0.0.1:29530");
        if (Answers(lite))
        {
            yield return new("lite", $"Connect-Milvus {lite}", "INVERTED") { StateWithoutIndex = "Loaded" };
        }
    }

    private static bool Answers(Uri uri)
    {
        using var probe = new TcpClient();
        try
        {
            return probe.ConnectAsync(uri.Host, uri.Port).Wait(TimeSpan.FromSeconds(1));
        }
        catch (AggregateException)
        {
            return false;
        }
    }
}

namespace Milvus.Testing.Peers;

/// <summary>
/// Decides about a test whose real server or pymilvus is missing. It is skipped with a reason; with MILVUS_PEERS=required, it runs and
/// fails. Both test projects use this class.
/// </summary>
internal static class PeerPolicy
{
    /// <summary>The environment variable that decides.</summary>
    internal const string Variable = "MILVUS_PEERS";

    /// <summary>Whether the absence of a peer is a failure.</summary>
    internal static bool Required { get; } = IsRequired(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Whether a value of the variable makes the absence of a peer a failure.</summary>
    internal static bool IsRequired(string? value) => value switch
    {
        null or "" or "optional" => false,
        "required" => true,
        _ => throw new ArgumentException($"{Variable} is '{value}'. It can be required or optional.", nameof(value)),
    };

    /// <summary>The reason to skip a test, or null if the test runs.</summary>
    internal static string? Skip(bool isPresent, string reason) => Skip(Required, isPresent, reason);

    /// <summary>The same under a given policy.</summary>
    internal static string? Skip(bool required, bool isPresent, string reason) => isPresent || required ? null : reason;
}

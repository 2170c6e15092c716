namespace Milvus.Client.Schemas;

/// <summary>Times of the server as UTC. What is no time is null: some servers send 0, or a made-up large number.</summary>
internal static class ServerTime
{
    private const ulong AfterYear9999 = 253_402_300_800_000;

    internal static DateTime? FromMilliseconds(ulong value) =>
        value is > 0 and < AfterYear9999 ? DateTimeOffset.FromUnixTimeMilliseconds((long)value).UtcDateTime : null;

    /// <summary>A hybrid timestamp holds milliseconds above 18 bits of a counter.</summary>
    internal static DateTime? FromHybrid(ulong value) => FromMilliseconds(value >> 18);
}

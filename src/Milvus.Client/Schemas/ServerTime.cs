namespace Milvus.Client.Schemas;

/// <summary>Times of the server as UTC. An invalid time is null: some servers send 0, or an arbitrary large number.</summary>
internal static class ServerTime
{
    private const ulong AfterYear9999 = 253_402_300_800_000;

    internal static DateTime? FromMilliseconds(ulong value) =>
        value is > 0 and < AfterYear9999 ? DateTimeOffset.FromUnixTimeMilliseconds((long)value).UtcDateTime : null;

    /// <summary>A hybrid timestamp has milliseconds above an 18-bit counter.</summary>
    internal static DateTime? FromHybrid(ulong value) => FromMilliseconds(value >> 18);
}

namespace Milvus;

/// <summary>A place in a read by key: after which key it goes on, and at which moment of the server it looks.</summary>
/// <param name="After">The key of the last row, <see cref="long"/> or <see cref="string"/>.</param>
/// <param name="Session">The server's time of all pages; 0 where the server does not say.</param>
internal sealed record ReadPosition(object After, ulong Session);

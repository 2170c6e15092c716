namespace Milvus.Files;

/// <summary>Where an incomplete file ends, and the digest of its rows: another export to the same file has others.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Digest">The digest of all bytes before the footer.</param>
internal readonly record struct DraftEnd(long Length, string Digest);

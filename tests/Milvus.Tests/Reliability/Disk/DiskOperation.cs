namespace Milvus.Tests.Reliability.Disk;

/// <summary>What SQLite asked the disk for.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Path">The file.</param>
/// <param name="Place">The place of a write, or the new length of the file, in bytes.</param>
/// <param name="Bytes">The bytes of a write.</param>
internal sealed record DiskOperation(DiskOperationKind Kind, string Path, long Place, byte[] Bytes);

namespace Milvus.Tests.Reliability.Disk;

/// <summary>The operations of a disk that change a file, or bring a change to the medium.</summary>
internal enum DiskOperationKind
{
    /// <summary>Bytes are written.</summary>
    Write,

    /// <summary>What was written reaches the medium.</summary>
    Sync,

    /// <summary>The length of a file changes.</summary>
    Truncate,

    /// <summary>A file is removed.</summary>
    Delete,
}

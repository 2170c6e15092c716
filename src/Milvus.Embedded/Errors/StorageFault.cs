namespace Milvus.Embedded.Errors;

/// <summary>What is wrong with a database file, its folder or its disk.</summary>
internal enum StorageFault
{
    /// <summary>The failure is not one of the file.</summary>
    None,

    /// <summary>The content is not what the engine has written.</summary>
    Damaged,

    /// <summary>The disk or the quota of the user is full.</summary>
    DiskFull,

    /// <summary>Another process has the file open.</summary>
    Locked,

    /// <summary>The file or its folder is missing, or may not be read or written.</summary>
    Inaccessible,

    /// <summary>The system failed to read or write.</summary>
    Failed,
}

namespace Milvus.Embedded.Errors;

/// <summary>An embedded database cannot be opened. The message says which file, why, and what to do.</summary>
internal sealed class EmbeddedDatabaseException(string errorId, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The database is open in another process.</summary>
    public const string Locked = "MilvusDatabaseLocked";

    /// <summary>The file is damaged, or is not a database of the engine.</summary>
    public const string Corrupt = "MilvusDatabaseCorrupt";

    /// <summary>The file was written by a newer version of the engine.</summary>
    public const string FormatTooNew = "MilvusFormatTooNew";

    /// <summary>The folder is missing, or the file is not writable.</summary>
    public const string FileNotFound = "MilvusFileNotFound";

    /// <summary>The disk is full.</summary>
    public const string DiskFull = "MilvusDiskFull";

    /// <summary>A file exists that must not be replaced.</summary>
    public const string AlreadyExists = "MilvusAlreadyExists";

    /// <summary>A file cannot be made under the given name.</summary>
    public const string InvalidTarget = "MilvusInvalidArgument";

    /// <summary>The password of root is wrong.</summary>
    public const string AuthenticationFailed = "MilvusAuthenticationFailed";

    /// <summary>The error id, which scripts can test.</summary>
    public string ErrorId { get; } = errorId;

    /// <summary>What to do, as a sentence; null for what such an error usually needs.</summary>
    public string? Advice { get; init; }
}

namespace Milvus;

/// <summary>
/// The closed list of error ids. Each is the first part of a <c>FullyQualifiedErrorId</c>; none is renamed without a new major
/// version.
/// </summary>
public static class MilvusErrorId
{
    /// <summary>The runspace has no current connection, and none was specified.</summary>
    public const string NotConnected = "MilvusNotConnected";

    /// <summary>No connection of the runspace has the given name.</summary>
    public const string ConnectionNotFound = "MilvusConnectionNotFound";

    /// <summary>The server does not answer, or the connection broke.</summary>
    public const string ServerUnavailable = "MilvusServerUnavailable";

    /// <summary>The connection was closed while, or before, it was used.</summary>
    public const string ConnectionClosed = "MilvusConnectionClosed";

    /// <summary>The TLS handshake failed: certificate, name or protocol.</summary>
    public const string TlsFailed = "MilvusTlsFailed";

    /// <summary>The server refused the token, or the user and password.</summary>
    public const string AuthenticationFailed = "MilvusAuthenticationFailed";

    /// <summary>The user lacks a privilege.</summary>
    public const string PermissionDenied = "MilvusPermissionDenied";

    /// <summary>The time limit of <c>-TimeoutSec</c>, or the server's own, was exceeded.</summary>
    public const string Timeout = "MilvusTimeout";

    /// <summary>The call was cancelled.</summary>
    public const string Stopped = "MilvusStopped";

    /// <summary>The server limits the rate of requests.</summary>
    public const string RateLimited = "MilvusRateLimited";

    /// <summary>A quota of memory, disk or rows is exhausted.</summary>
    public const string QuotaExceeded = "MilvusQuotaExceeded";

    /// <summary>A request or an answer is larger than the server or the client accepts.</summary>
    public const string MessageTooLarge = "MilvusMessageTooLarge";

    /// <summary>The collection does not exist.</summary>
    public const string CollectionNotFound = "MilvusCollectionNotFound";

    /// <summary>The index does not exist.</summary>
    public const string IndexNotFound = "MilvusIndexNotFound";

    /// <summary>The partition does not exist.</summary>
    public const string PartitionNotFound = "MilvusPartitionNotFound";

    /// <summary>The database does not exist.</summary>
    public const string DatabaseNotFound = "MilvusDatabaseNotFound";

    /// <summary>The alias does not exist.</summary>
    public const string AliasNotFound = "MilvusAliasNotFound";

    /// <summary>The user does not exist.</summary>
    public const string UserNotFound = "MilvusUserNotFound";

    /// <summary>The role does not exist.</summary>
    public const string RoleNotFound = "MilvusRoleNotFound";

    /// <summary>The privilege group does not exist.</summary>
    public const string PrivilegeGroupNotFound = "MilvusPrivilegeGroupNotFound";

    /// <summary>The resource group does not exist.</summary>
    public const string ResourceGroupNotFound = "MilvusResourceGroupNotFound";

    /// <summary>The field does not exist.</summary>
    public const string FieldNotFound = "MilvusFieldNotFound";

    /// <summary>A function, a snapshot or a job does not exist.</summary>
    public const string ObjectNotFound = "MilvusObjectNotFound";

    /// <summary>The collection must be loaded first.</summary>
    public const string CollectionNotLoaded = "MilvusCollectionNotLoaded";

    /// <summary>The collection must be released first.</summary>
    public const string CollectionLoaded = "MilvusCollectionLoaded";

    /// <summary>Any other error of the server; its code is in the exception.</summary>
    public const string ServerError = "MilvusServerError";

    /// <summary>The answer of the server violates the contract.</summary>
    public const string ProtocolError = "MilvusProtocolError";

    /// <summary>A file to import, or a database to open, does not exist.</summary>
    public const string FileNotFound = "MilvusFileNotFound";

    /// <summary>The bucket or the container of an object store does not exist.</summary>
    public const string BucketNotFound = "MilvusBucketNotFound";

    /// <summary>The object already exists.</summary>
    public const string AlreadyExists = "MilvusAlreadyExists";

    /// <summary>A row does not fit the schema.</summary>
    public const string SchemaMismatch = "MilvusSchemaMismatch";

    /// <summary>A vector has the wrong dimension.</summary>
    public const string DimensionMismatch = "MilvusDimensionMismatch";

    /// <summary>A vector contains NaN, infinity, or something that is not a number.</summary>
    public const string InvalidVector = "MilvusInvalidVector";

    /// <summary>A value is out of the range of its field.</summary>
    public const string ValueOutOfRange = "MilvusValueOutOfRange";

    /// <summary>A null for a field that does not accept it.</summary>
    public const string NullNotAllowed = "MilvusNullNotAllowed";

    /// <summary>Text is to become a vector, and neither a function of the server nor an embedder can do it.</summary>
    public const string EmbedderMissing = "MilvusEmbedderMissing";

    /// <summary>The embedder has another model than the one that made the vectors of the collection.</summary>
    public const string EmbedderMismatch = "MilvusEmbedderMismatch";

    /// <summary>The embedder cannot be reached, failed, or returned vectors that cannot be used.</summary>
    public const string EmbedderFailed = "MilvusEmbedderFailed";

    /// <summary>The filter cannot be parsed, or uses an unknown name.</summary>
    public const string FilterSyntax = "MilvusFilterSyntax";

    /// <summary>A write may or may not have been executed.</summary>
    public const string WriteOutcomeUnknown = "MilvusWriteOutcomeUnknown";

    /// <summary>Another process has the embedded database open.</summary>
    public const string DatabaseLocked = "MilvusDatabaseLocked";

    /// <summary>The embedded database is damaged.</summary>
    public const string DatabaseCorrupt = "MilvusDatabaseCorrupt";

    /// <summary>The disk of the embedded database is full.</summary>
    public const string DiskFull = "MilvusDiskFull";

    /// <summary>The embedded database was written by a later version of the module.</summary>
    public const string FormatTooNew = "MilvusFormatTooNew";

    /// <summary>A parameter is not valid.</summary>
    public const string InvalidArgument = "MilvusInvalidArgument";

    /// <summary>The index build failed.</summary>
    public const string IndexBuildFailed = "MilvusIndexBuildFailed";

    /// <summary>A job of the server failed: a compaction, an import, a restore or an export of a snapshot, a refresh.</summary>
    public const string JobFailed = "MilvusJobFailed";

    /// <summary>Rows of a transfer are missing, doubled or changed in its target.</summary>
    public const string TransferMismatch = "MilvusTransferMismatch";

    /// <summary>A ledger belongs to another transfer, or is not a ledger.</summary>
    public const string LedgerMismatch = "MilvusLedgerMismatch";

    /// <summary>A backup is not finished, or a folder is not a backup.</summary>
    public const string BackupIncomplete = "MilvusBackupIncomplete";

    /// <summary>A file of a backup is missing, truncated or changed, or its manifest cannot be used.</summary>
    public const string BackupDamaged = "MilvusBackupDamaged";

    /// <summary>Another process has the ledger open.</summary>
    public const string LedgerLocked = "MilvusLedgerLocked";

    /// <summary>The back end does not support the request.</summary>
    public const string NotSupported = "MilvusNotSupported";

    /// <summary>The embedded engine does not support the request.</summary>
    public const string NotSupportedByEmbedded = "MilvusNotSupportedByEmbedded";

    /// <summary>This version of the server does not support the request.</summary>
    public const string NotSupportedByServerVersion = "MilvusNotSupportedByServerVersion";
}

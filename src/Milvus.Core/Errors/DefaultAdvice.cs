namespace Milvus.Core.Errors;

/// <summary>The recommended action for each id, unless a more specific one is known.</summary>
internal static class DefaultAdvice
{
    private static readonly Dictionary<string, string> _byId = new(StringComparer.Ordinal)
    {
        [MilvusErrorId.NotConnected] = "Connect first with Connect-Milvus.",
        [MilvusErrorId.ConnectionNotFound] = "Get-MilvusConnection lists the connections of this session.",
        [MilvusErrorId.ServerUnavailable] = "Check the address and that the server runs; Milvus listens for gRPC on port 19530.",
        [MilvusErrorId.ConnectionClosed] = "Connect again with Connect-Milvus.",
        [MilvusErrorId.TlsFailed] =
            "Check the address, the certificates and the host name; -CACertificate trusts an authority of your own.",
        [MilvusErrorId.AuthenticationFailed] = "Check -Token (an API key, or user:password) or -Credential.",
        [MilvusErrorId.PermissionDenied] = "Ask an administrator to grant the privilege that the message names.",
        [MilvusErrorId.Timeout] = "Use a longer -TimeoutSec, or omit it to wait until the server answers.",
        [MilvusErrorId.Stopped] = "The server cancelled the call, perhaps because it is shutting down. Repeat the command.",
        [MilvusErrorId.RateLimited] = "Send fewer requests, or wait and repeat the command.",
        [MilvusErrorId.QuotaExceeded] = "Free memory or disk on the server, or raise the quota that the message names.",
        [MilvusErrorId.MessageTooLarge] = "Request fewer rows or fields at a time, or send smaller rows.",
        [MilvusErrorId.CollectionNotFound] = "Get-MilvusCollection lists the collections of the database.",
        [MilvusErrorId.IndexNotFound] = "Get-MilvusIndex lists the indexes of the collection; New-MilvusIndex creates one.",
        [MilvusErrorId.PartitionNotFound] = "Get-MilvusPartition lists the partitions of the collection; New-MilvusPartition creates one.",
        [MilvusErrorId.DatabaseNotFound] = "Get-MilvusDatabase lists the databases; names must match exactly.",
        [MilvusErrorId.AliasNotFound] = "Get-MilvusAlias lists the aliases; New-MilvusAlias creates one.",
        [MilvusErrorId.UserNotFound] = "Get-MilvusUser lists the users; New-MilvusUser creates one.",
        [MilvusErrorId.RoleNotFound] = "Get-MilvusRole lists the roles; New-MilvusRole creates one.",
        [MilvusErrorId.PrivilegeGroupNotFound] = "Get-MilvusPrivilegeGroup lists the groups; New-MilvusPrivilegeGroup creates one.",
        [MilvusErrorId.ResourceGroupNotFound] = "Get-MilvusResourceGroup lists the groups; New-MilvusResourceGroup creates one.",
        [MilvusErrorId.FieldNotFound] = "Get-MilvusField lists the fields of the collection.",
        [MilvusErrorId.ObjectNotFound] = "The Get- cmdlet of the noun lists what exists; Get-MilvusCollection has the functions.",
        [MilvusErrorId.CollectionNotLoaded] = "Load the collection first with Mount-MilvusCollection.",
        [MilvusErrorId.CollectionLoaded] = "Release the collection first with Dismount-MilvusCollection.",
        [MilvusErrorId.ServerError] =
            "Search the log of the server for the RequestId of the exception. For an embedded database, repeat the command with "
                + "$DebugPreference = 'Continue' or connect with -TracePath: both show the type and the stack of the failure.",
        [MilvusErrorId.ProtocolError] = "Check with Get-MilvusServer that the server is Milvus of a supported version.",
        [MilvusErrorId.FileNotFound] = "Check the path: it is relative to the current location of the session.",
        [MilvusErrorId.BucketNotFound] = "Check -Destination and -Endpoint, or create the bucket: the module does not create buckets.",
        [MilvusErrorId.AlreadyExists] = "Use another name, or remove the existing object first.",
        [MilvusErrorId.SchemaMismatch] = "Get-MilvusField shows the fields of the collection and their types.",
        [MilvusErrorId.DimensionMismatch] = "Get-MilvusField shows the dimension of the vector field.",
        [MilvusErrorId.InvalidVector] = "Specify the vector as a list of finite numbers.",
        [MilvusErrorId.ValueOutOfRange] = "Get-MilvusField shows the type of the field, its maximum length and its maximum capacity.",
        [MilvusErrorId.NullNotAllowed] = "Specify a value: only nullable fields accept null. Get-MilvusField shows them.",
        [MilvusErrorId.EmbedderMissing] =
            "Create an embedder with New-MilvusEmbedder and pass it to Connect-Milvus -Embedder; see about_Milvus_Embedding.",
        [MilvusErrorId.EmbedderMismatch] = "Use an embedder of the same model, or write all rows again into a new collection. In a "
            + "collection without rows, Set-MilvusCollection -RemoveProperty psmilvus.embedder forgets the old model.",
        [MilvusErrorId.EmbedderFailed] = "Check the address, the model and the key of New-MilvusEmbedder, and that the endpoint runs.",
        [MilvusErrorId.FilterSyntax] =
            "about_Milvus_Filters explains the filter language; Get-MilvusField shows the fields and their types.",
        [MilvusErrorId.WriteOutcomeUnknown] = "Check whether the command was executed before you repeat it.",
        [MilvusErrorId.DatabaseLocked] = "Close the other process that has the database open.",
        [MilvusErrorId.DatabaseCorrupt] =
            "Restore the file from a backup, or write what is left of it to a new one with Repair-MilvusDatabaseFile; see "
                + "about_Milvus_Embedded.",
        [MilvusErrorId.DiskFull] = "Free space on the disk; the database works again without reopening.",
        [MilvusErrorId.FormatTooNew] = "Open the file with the version of the module that wrote it, or a later one.",
        [MilvusErrorId.InvalidArgument] = "Correct the value that the message names; Get-Help describes the parameter.",
        [MilvusErrorId.IndexBuildFailed] = "Remove-MilvusIndex drops the index; create it again with other parameters.",
        [MilvusErrorId.JobFailed] = "Correct what the message names, and start the job again.",
        [MilvusErrorId.TransferMismatch] =
            "Repeat the same command: it transfers the rows that differ again. -Force begins from the start.",
        [MilvusErrorId.BackupIncomplete] =
            "Repeat the same Backup-MilvusDatabase: it continues. A folder without a manifest is not a backup.",
        [MilvusErrorId.BackupDamaged] = "Test-MilvusBackup lists what is damaged. Use another backup, or restore what is whole: other "
            + "collections with -Collection, or all without users and roles with -NoRbac.",
        [MilvusErrorId.LedgerMismatch] = "Use another -LedgerPath, or -Force to discard the ledger and the partial target.",
        [MilvusErrorId.LedgerLocked] = "Wait until the other command has ended.",
        [MilvusErrorId.NotSupported] = "Get-MilvusServer shows the back end; another one may support it.",
        [MilvusErrorId.NotSupportedByEmbedded] =
            "Connect to a Milvus server for it; docs/embedded.md lists the features of the embedded engine.",
        [MilvusErrorId.NotSupportedByServerVersion] = "Get-MilvusServer shows the version; a later version may support it.",
    };

    /// <summary>The ids with a recommended action: all of the closed list.</summary>
    internal static IReadOnlyCollection<string> Ids => _byId.Keys;

    internal static string? Find(string errorId) => _byId.GetValueOrDefault(errorId);
}

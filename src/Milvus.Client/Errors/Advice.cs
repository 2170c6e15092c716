namespace Milvus.Client.Errors;

/// <summary>What to do about an error, in a sentence.</summary>
internal static class Advice
{
    internal static string? For(string errorId) => errorId switch
    {
        MilvusErrorId.CollectionLoaded => "Release the collection first with Dismount-MilvusCollection.",
        MilvusErrorId.CollectionNotLoaded => "Load the collection first with Mount-MilvusCollection.",
        MilvusErrorId.CollectionNotFound => "Get-MilvusCollection lists the collections of the database.",
        MilvusErrorId.IndexNotFound => "Get-MilvusIndex lists the indexes of the collection; New-MilvusIndex makes one.",
        MilvusErrorId.UserNotFound => "Get-MilvusUser lists the users.",
        MilvusErrorId.RoleNotFound => "Get-MilvusRole lists the roles; New-MilvusRole makes one.",
        MilvusErrorId.ResourceGroupNotFound => "Get-MilvusResourceGroup lists the groups; New-MilvusResourceGroup makes one.",
        MilvusErrorId.PrivilegeGroupNotFound => "Get-MilvusPrivilegeGroup lists the groups; New-MilvusPrivilegeGroup makes one.",
        MilvusErrorId.DatabaseNotFound => "Check -Database; databases are named exactly.",
        MilvusErrorId.AuthenticationFailed => "Check -Token (an API key, or user:password) or -Credential.",
        MilvusErrorId.PermissionDenied => "Ask an administrator to grant the privilege that the message names.",
        MilvusErrorId.RateLimited => "Send less, or wait a moment and repeat the command.",
        MilvusErrorId.QuotaExceeded => "Free memory or disk on the server, or raise the quota that the message names.",
        MilvusErrorId.ServerUnavailable => "Check the address and that the server runs; Milvus listens for gRPC on port 19530.",
        MilvusErrorId.ConnectionClosed => "Connect again with Connect-Milvus.",
        MilvusErrorId.MessageTooLarge => "Ask for fewer rows or fields at a time, or send smaller rows.",
        MilvusErrorId.Timeout => "Give more time with -TimeoutSec, or leave it out to wait until the server answers.",
        MilvusErrorId.NotSupportedByServerVersion => "Get-MilvusServer shows the version; a newer server may have it.",
        MilvusErrorId.WriteOutcomeUnknown => "Look whether the rows are there before you send them again: Milvus keeps duplicates.",
        MilvusErrorId.ProtocolError => "Is the server a Milvus server of a supported version? Get-MilvusServer shows it.",
        MilvusErrorId.DatabaseLocked => "Close the other process that has the database open.",
        MilvusErrorId.DiskFull => "Free space on the disk; the database works again without reopening.",
        _ => null,
    };
}

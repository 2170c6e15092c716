using Milvus.Client.Calls;

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
        MilvusErrorId.Stopped => "The server gave the call up by itself, perhaps because it is being shut down. Repeat the command.",
        MilvusErrorId.IndexBuildFailed => "Remove-MilvusIndex drops the index; make it anew with other parameters.",
        MilvusErrorId.ProtocolError => "Is the server a Milvus server of a supported version? Get-MilvusServer shows it.",
        MilvusErrorId.DatabaseLocked => "Close the other process that has the database open.",
        MilvusErrorId.DiskFull => "Free space on the disk; the database works again without reopening.",
        _ => null,
    };

    /// <summary>Where to look when nobody knows whether a call that may not be repeated was carried out.</summary>
    internal static string AfterUnknown(string method) => method switch
    {
        nameof(Rpcs.Insert) => "Look whether the rows are there before you send them again: Milvus keeps duplicates.",
        nameof(Rpcs.Upsert) => "Read the rows before you repeat it: what is done to their arrays twice counts twice.",
        "Delete" => "Count what the filter still meets before you repeat it: rows that were written meanwhile would go too.",
        nameof(Rpcs.TruncateCollection) => "Measure-MilvusCollection -Exact counts what is left; rows written meanwhile would go too.",
        nameof(Rpcs.CreateCredential) => "Get-MilvusUser shows whether the user is there.",
        nameof(Rpcs.UpdateCredential) => "Connect with the new password to see whether it counts.",
        nameof(Rpcs.RestoreRBAC) => "Get-MilvusUser and Get-MilvusRole show what is restored.",
        nameof(Rpcs.AlterCollectionSchema) or nameof(Rpcs.AddCollectionField) or nameof(Rpcs.AddCollectionStructField)
            or nameof(Rpcs.AddCollectionFunction) or nameof(Rpcs.DropCollectionFunction) => "Get-MilvusField and Get-MilvusCollection show the schema as it is.",
        nameof(Rpcs.Import) => "Get-MilvusImport lists the jobs of the server: look before you start it again.",
        nameof(Rpcs.RestoreSnapshot) or nameof(Rpcs.RestoreExternalSnapshot) => "Get-MilvusSnapshotRestore lists the jobs of the server: look before you start it again.",
        nameof(Rpcs.RefreshExternalCollection) => "Get-MilvusExternalRefresh lists the jobs of the server: look before you start it again.",
        nameof(Rpcs.TransferNode) or nameof(Rpcs.TransferReplica) => "Get-MilvusResourceGroup shows where the nodes and replicas are.",
        nameof(Rpcs.LoadBalance) => "Get-MilvusSegment -Loaded shows where the segments are.",
        _ => "Look whether it was done before you repeat the command.",
    };
}

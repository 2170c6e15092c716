namespace Milvus.Client.Calls;

/// <summary>The recommended actions for calls whose outcome is unknown.</summary>
internal static class OutcomeAdvice
{
    /// <summary>How to check the outcome of a call that must not be repeated.</summary>
    internal static string For(string method) =>
        method switch
        {
            nameof(Rpcs.Insert) => "Check whether the rows exist before you send them again: Milvus stores duplicates.",
            nameof(Rpcs.Upsert) => "Read the rows before you repeat it: operations on arrays would be applied twice.",
            "Delete" => "Count the rows that match the filter before you repeat it: rows written meanwhile would also be deleted.",
            nameof(Rpcs.TruncateCollection) =>
                "Measure-MilvusCollection -Exact counts the remaining rows; rows written meanwhile would also be deleted.",
            nameof(Rpcs.CreateCredential) => "Get-MilvusUser shows whether the user exists.",
            nameof(Rpcs.UpdateCredential) => "Connect with the new password to check whether it is valid.",
            nameof(Rpcs.RestoreRBAC) => "Get-MilvusUser and Get-MilvusRole show the restored objects.",
            nameof(Rpcs.AlterCollectionSchema)
            or nameof(Rpcs.AddCollectionField)
            or nameof(Rpcs.AddCollectionStructField)
            or nameof(Rpcs.AddCollectionFunction)
            or nameof(Rpcs.DropCollectionFunction) => "Get-MilvusField and Get-MilvusCollection show the schema as it is.",
            nameof(Rpcs.Import) or RestPaths.StartImport =>
                "Get-MilvusImport lists the jobs of the server: check them before you start it again.",
            nameof(Rpcs.RestoreSnapshot) or nameof(Rpcs.RestoreExternalSnapshot) =>
                "Get-MilvusSnapshotRestore lists the jobs of the server: check them before you start it again.",
            nameof(Rpcs.RefreshExternalCollection) =>
                "Get-MilvusExternalRefresh lists the jobs of the server: check them before you start it again.",
            nameof(Rpcs.TransferNode) or nameof(Rpcs.TransferReplica) => "Get-MilvusResourceGroup shows where the nodes and replicas are.",
            nameof(Rpcs.LoadBalance) => "Get-MilvusSegment -Loaded shows where the segments are.",
            _ => "Check whether the command was executed before you repeat it.",
        };
}

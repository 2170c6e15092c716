using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Milvus.Connections;
using Milvus.Files;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>
/// Converts the name of a connection of this runspace for -Connection, or the path of its file as it was typed for Connect-Milvus. An
/// unknown name is an error of the cmdlet, not of the binding, so that -ErrorAction applies.
/// </summary>
internal sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = PlainObject.Of(inputData);
        if (value is not string name)
        {
            return value is not IList { Count: > 1 }
                ? value
                : throw new ArgumentTransformationMetadataException(
                    "One connection is used, not a list. Pipe several: 'a', 'b' | Disconnect-Milvus, or "
                        + "Get-MilvusConnection | ForEach-Object { Get-MilvusCollection -Connection $_ }.");
        }

        var connections = RunspaceConnections.Find(Runspace.DefaultRunspace);
        return connections?.Find(name)
            ?? (Resolve(engineIntrinsics, name) is { } path ? connections?.Find(path) : null)
            ?? MilvusConnection.CreateUnknown(name);
    }

    // The connection of an embedded database has the whole path of its file as its name.
    private static string? Resolve(EngineIntrinsics engine, string name)
    {
        try
        {
            return engine?.SessionState is { } session ? LocalPaths.ResolveSingle(session, name, "-Connection") : null;
        }
        catch (MilvusException)
        {
            return null;
        }
    }
}

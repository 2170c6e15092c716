using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Milvus.Connections;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>
/// Converts the name of a connection of this runspace for -Connection. An unknown name is an error of the cmdlet, not of the binding, so
/// that -ErrorAction applies.
/// </summary>
internal sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = PlainObject.Of(inputData);
        if (value is not string name)
        {
            return value;
        }

        return RunspaceConnections.Find(Runspace.DefaultRunspace)?.Find(name) ?? MilvusConnection.CreateUnknown(name);
    }
}

using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Milvus.Connections;
using Milvus.Pipeline;

namespace Milvus.Loading;

/// <summary>
/// Runs when the module is imported (no I/O) and removed: the last copy of the module in a runspace closes the runspace's connections.
/// </summary>
public sealed class ModuleLoading : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport()
    {
        DependencyLoading.Install();
        LoadedVersion.CountImport();
        RunspaceConnections.Find(Runspace.DefaultRunspace)?.CountImport();
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceConnections.Find(Runspace.DefaultRunspace)?.CountRemoval();
}

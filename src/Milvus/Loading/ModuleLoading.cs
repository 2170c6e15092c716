using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Milvus.Loading;

/// <summary>What happens when the module is imported (no I/O) and removed (the runspace's connections are closed).</summary>
public sealed class ModuleLoading : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport() => DependencyLoading.Install();

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceConnections.Of(Runspace.DefaultRunspace)?.CloseAll();
}

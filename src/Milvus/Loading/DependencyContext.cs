using System.Reflection;
using System.Runtime.Loader;

namespace Milvus.Loading;

/// <summary>
/// The private load context of all assemblies that reference packages. Another module's Google.Protobuf in the default context is
/// not visible here, nor ours there. Milvus.Core is loaded in the default context on purpose: both sides share its types.
/// </summary>
internal sealed class DependencyContext : AssemblyLoadContext
{
    private readonly string _folder;
    private readonly AssemblyDependencyResolver _resolver;

    internal DependencyContext(string folder)
        : base("Milvus dependencies")
    {
        _folder = folder;
        _resolver = new AssemblyDependencyResolver(Path.Combine(folder, "Milvus.Client.dll"));
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // The folder alone decides: nothing is probed in the current directory or in PATH.
        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }
}

using System.Reflection;
using System.Runtime.Loader;

namespace Milvus.Loading;

/// <summary>
/// The private load context of all assemblies that reference packages. The Google.Protobuf of another module in the default context is not
/// visible here, and this one is not visible there. Milvus.Core is loaded in the default context, because both sides share its types.
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
        // Only this folder is searched, not the current directory or PATH.
        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }
}

using System.Reflection;
using System.Runtime.Loader;

namespace Milvus.Loading;

/// <summary>
/// The one hook into the default load context: it does not find Milvus.Client, asks here, and gets it from the private context.
/// One for the process, because a second private context would bring a second SQLite, whose file locks break the first's.
/// </summary>
internal static class DependencyLoading
{
    private static readonly Lazy<DependencyContext> _context = new(() =>
        new DependencyContext(Path.Combine(Path.GetDirectoryName(typeof(DependencyLoading).Assembly.Location)!, "dependencies")));

    private static int _installed;

    internal static void Install()
    {
        if (Interlocked.Exchange(ref _installed, 1) == 0)
        {
            AssemblyLoadContext.Default.Resolving += Resolve;
        }
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == "Milvus.Client" ? _context.Value.LoadFromAssemblyName(name) : null;
}

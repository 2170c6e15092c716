using System.Reflection;
using System.Runtime.Loader;

namespace Milvus.Loading;

/// <summary>
/// The only hook into the default load context, which does not find Milvus.Client and Milvus.Formats and gets them here from the private
/// context. The process has only one private context: a second one would load a second SQLite, whose file locks would break those of the
/// first.
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
        name.Name is "Milvus.Client" or "Milvus.Formats" ? _context.Value.LoadFromAssemblyName(name) : null;
}

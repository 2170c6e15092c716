using Milvus.Tests.Peers;

namespace Milvus.Module.Tests.Programs;

/// <summary>A test that needs a Python with pymilvus.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute() => Skip = PeerPolicy.Skip(
        Pymilvus.Python is not null,
        "No Python with pymilvus: set MILVUS_PYTHON, or put peers beside the repository.");
}

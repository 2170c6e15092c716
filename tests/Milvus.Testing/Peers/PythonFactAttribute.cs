namespace Milvus.Testing.Peers;

/// <summary>A test that needs a Python with pymilvus.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute() => Skip = PeerPolicy.Skip(
        PeerPython.IsPresent,
        "No Python with pymilvus: set MILVUS_PYTHON, or put peers beside the repository.");
}

namespace Milvus.Tests.Peers;

/// <summary>A test that needs pymilvus.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute() => Skip = PeerPolicy.Skip(
        PeerPython.IsPresent,
        $"There is no {PeerPython.Executable}; MILVUS_PYTHON names another Python with pymilvus.");
}

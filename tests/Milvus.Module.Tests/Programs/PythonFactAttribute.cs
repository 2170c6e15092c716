namespace Milvus.Module.Tests.Programs;

/// <summary>A test that needs a Python with pymilvus.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (Pymilvus.Python is null)
        {
            Skip = "No Python with pymilvus: set MILVUS_PYTHON, or put peers beside the repository.";
        }
    }
}

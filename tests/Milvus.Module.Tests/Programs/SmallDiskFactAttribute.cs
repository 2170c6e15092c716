namespace Milvus.Module.Tests.Programs;

/// <summary>A test that needs a small disk.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.CanBe)
        {
            Skip = "A small file system cannot be mounted here.";
        }
    }
}

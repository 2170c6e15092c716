using System.Management.Automation;

namespace Milvus.Values;

/// <summary>Lets a type be written as Milvus writes it (FLOAT_VECTOR, INT64) as well as by its name here (FloatVector, Int64).</summary>
internal sealed class DataTypeTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string text ? text.Replace("_", string.Empty, StringComparison.Ordinal) : value;
    }
}

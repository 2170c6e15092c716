using System.Management.Automation;

namespace Milvus.Transformations;

/// <summary>Accepts the spelling of Milvus (FLOAT_VECTOR, INT64) as well as the names of the enumeration (FloatVector, Int64).</summary>
internal sealed class DataTypeTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string text ? text.Replace("_", string.Empty, StringComparison.Ordinal) : value;
    }
}

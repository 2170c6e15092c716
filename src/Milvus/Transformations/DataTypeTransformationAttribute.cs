using System.Management.Automation;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>Converts data types also where PowerShell calls no constructors, in constrained language.</summary>
internal sealed class DataTypeTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return PlainObject.Of(inputData) switch
            {
                string name => new DataTypeName(name),
                Type type => new DataTypeName(type.FullName ?? type.Name),
                DataType type => new DataTypeName(type),
                var other => other,
            };
        }
        catch (ArgumentException failure)
        {
            throw new ArgumentTransformationMetadataException(failure.Message.Split(" (Parameter '")[0], failure);
        }
    }
}

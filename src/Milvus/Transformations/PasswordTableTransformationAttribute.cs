using System.Collections;
using System.Management.Automation;

namespace Milvus.Transformations;

/// <summary>Converts tables of passwords also where PowerShell calls no constructors, in constrained language.</summary>
internal sealed class PasswordTableTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return value switch
            {
                null or PasswordTable => value,
                IDictionary table => new PasswordTable(table),
                _ => new PasswordTable([.. (LanguagePrimitives.GetEnumerable(value) ?? new[] { value }).Cast<object>()]),
            };
        }
        catch (ArgumentException failure)
        {
            throw new ArgumentTransformationMetadataException(failure.Message, failure);
        }
    }
}

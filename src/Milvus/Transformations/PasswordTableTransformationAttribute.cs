using System.Collections;
using System.Management.Automation;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>Converts tables of passwords also where PowerShell calls no constructors, in constrained language.</summary>
internal sealed class PasswordTableTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = PlainObject.Of(inputData);
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

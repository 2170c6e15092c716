using System.Collections;
using System.Management.Automation;
using Milvus.Core.Marshalling.Values;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>
/// Keys of rows: not objects of a server, which are another parameter, not whole rows, and not conditions, whose text would be a key.
/// </summary>
internal sealed class PipedKeyAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        foreach (var item in EntityReader.Unwrap(inputData) is object[] list ? list : [inputData])
        {
            Check(EntityReader.Unwrap(item));
        }

        return inputData;
    }

    private static void Check(object? value)
    {
        if (value is MilvusObject)
        {
            // PowerShell tries the other parameters only after this inner exception.
            var message = $"A key is a number or text, not {ValueNames.Describe(value)}.";
            throw new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
        }

        if (value is ScriptBlock)
        {
            throw new ArgumentTransformationMetadataException(
                "A key is a number or text, not a script block. A condition belongs to -Where: -Where { $_.price -lt 10 }.");
        }

        if (value is PSCustomObject or IDictionary or SearchHit)
        {
            throw new ArgumentTransformationMetadataException(
                "A key is a number or text, but this is a whole row. Pass its key, for example $row.id.");
        }
    }
}

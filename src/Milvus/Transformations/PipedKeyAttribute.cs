using System.Collections;
using System.Management.Automation;
using Milvus.Core.Marshalling.Values;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>Keys of rows from the pipeline: not objects of a server, which are another parameter, and not whole rows.</summary>
internal sealed class PipedKeyAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = EntityReader.Unwrap(inputData);
        if (value is MilvusObject)
        {
            // PowerShell tries the other parameters only after this inner exception.
            var message = $"A key is a number or text, not {ValueNames.Describe(value)}.";
            throw new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
        }

        return value is PSCustomObject or IDictionary or SearchHit
            ? throw new ArgumentTransformationMetadataException(
                "A key is a number or text, but this is a whole row. Pass its key, for example: "
                    + "... | ForEach-Object id | Get-MilvusEntity NAME.")
            : inputData;
    }
}

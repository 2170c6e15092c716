using System.Management.Automation;
using Milvus.Core.Marshalling.Values;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>
/// Refuses objects of a server where a name or a definition is expected: PowerShell would take their text, and they belong to a connection.
/// </summary>
internal sealed class PipedDefinitionAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether only text is accepted. PowerShell then tries the properties of other objects.</summary>
    public bool OnlyText { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        foreach (var item in inputData is object[] list ? list : [inputData])
        {
            Check(EntityReader.Unwrap(item));
        }

        return inputData;
    }

    private void Check(object? item)
    {
        if (item is MilvusObject and not (Field or Schema))
        {
            throw new ArgumentTransformationMetadataException(
                $"'{item}' is {ValueNames.Describe(item)}, not the definition of a new object. Specify the name as text.");
        }

        if (OnlyText && item is not (string or ValueType))
        {
            // PowerShell continues with the properties of the object only after this inner exception.
            var message = $"A name is text, not {(item is null ? "null" : ValueNames.Describe(item))}.";
            throw new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
        }
    }
}

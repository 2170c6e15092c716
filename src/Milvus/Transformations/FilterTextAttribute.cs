using System.Management.Automation;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>Refuses a script block for a filter: PowerShell would silently use its text.</summary>
internal sealed class FilterTextAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PlainObject.Of(inputData) is ScriptBlock
            ? throw new ArgumentTransformationMetadataException(
                "A filter is text in quotes, such as 'price < 10'. A script block belongs to -Where, if the cmdlet has it: "
                    + "-Where { $_.price -lt 10 }.")
            : inputData;
}

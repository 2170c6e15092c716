using System.Management.Automation;

namespace Milvus.Transformations;

/// <summary>Refuses a script block for a filter: PowerShell would silently use its text.</summary>
internal sealed class FilterTextAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is ScriptBlock
            ? throw new ArgumentTransformationMetadataException(
                "A filter is text in quotes, such as 'price < 10'. A script block belongs to -Where, if the cmdlet has it: "
                    + "-Where { $_.price -lt 10 }.")
            : inputData;
}

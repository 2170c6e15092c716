using System.Management.Automation;
using Milvus.Names;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>Refuses a text for a condition, which is a script block: the text is probably a filter.</summary>
internal sealed class ConditionBlockAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PlainObject.Of(inputData) is string text
            ? throw new ArgumentTransformationMetadataException(
                "-Where takes a script block in braces, such as -Where { $_.price -lt 10 }. A text belongs to -Filter: "
                    + $"-Filter {QuotedText.Of(text)}.")
            : inputData;
}

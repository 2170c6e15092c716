using System.Management.Automation;
using System.Security;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>Converts secrets also where PowerShell calls no constructors, in constrained language.</summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PlainObject.Of(inputData) switch
        {
            string text => new SecretText(text),
            SecureString secret => new SecretText(secret),
            var other => other,
        };
}

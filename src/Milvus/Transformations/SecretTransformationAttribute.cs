using System.Management.Automation;
using System.Security;

namespace Milvus.Transformations;

/// <summary>Converts secrets also where PowerShell calls no constructors, in constrained language.</summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            string text => new SecretText(text),
            SecureString secret => new SecretText(secret),
            var other => other,
        };
}

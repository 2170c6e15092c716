using System.Management.Automation;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>Converts plain text to a SecureString for secret parameters; the text is not passed on.</summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string text ? Secrets.ToSecureString(text) : value;
    }
}

using System.Management.Automation;

namespace Milvus.Values;

/// <summary>Lets a secret parameter take plain text as well as a SecureString; the text goes no further than this.</summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string text ? Secrets.Of(text) : value;
    }
}

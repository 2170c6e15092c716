using System.Management.Automation;
using System.Security;

namespace Milvus.Values;

/// <summary>Lets a secret parameter take plain text as well as a SecureString; the text goes no further than this.</summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string text ? ToSecret(text) : value;
    }

    private static SecureString ToSecret(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }
}

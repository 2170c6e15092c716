using System.Management.Automation;
using System.Security;

namespace Milvus.Values;

/// <summary>Secrets from what users give.</summary>
internal static class Secrets
{
    internal static SecureString Of(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>user:password, as Milvus' token wants it, without the password ever being a string.</summary>
    internal static SecureString TokenOf(PSCredential credential)
    {
        var token = credential.Password.Copy();
        var prefix = credential.UserName + ":";
        for (var i = 0; i < prefix.Length; i++)
        {
            token.InsertAt(i, prefix[i]);
        }

        token.MakeReadOnly();
        return token;
    }
}

using System.Management.Automation;
using System.Security;

namespace Milvus.Values;

/// <summary>Reads secrets from user input.</summary>
internal static class Secrets
{
    internal static SecureString ToSecureString(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>Builds the token user:password of Milvus, without ever storing the password in a string.</summary>
    internal static SecureString CreateToken(PSCredential credential)
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

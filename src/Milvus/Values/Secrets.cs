using System.Management.Automation;
using System.Security;

namespace Milvus.Values;

/// <summary>Makes the one token a server takes from a user's credential.</summary>
internal static class Secrets
{
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

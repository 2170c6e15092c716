using System.Management.Automation;
using System.Runtime.InteropServices;
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

    /// <summary>Whether both are the same text. The text is only in unmanaged memory, and erased.</summary>
    internal static bool AreEqual(SecureString left, SecureString right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        var (first, second) = (IntPtr.Zero, IntPtr.Zero);
        try
        {
            first = Marshal.SecureStringToGlobalAllocUnicode(left);
            second = Marshal.SecureStringToGlobalAllocUnicode(right);
            var differences = 0;
            for (var i = 0; i < left.Length; i++)
            {
                differences |= Marshal.ReadInt16(first, i * sizeof(char)) ^ Marshal.ReadInt16(second, i * sizeof(char));
            }

            return differences == 0;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(first);
            Marshal.ZeroFreeGlobalAllocUnicode(second);
        }
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

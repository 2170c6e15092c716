using System.Collections;
using System.Management.Automation;
using System.Security;
using Milvus.Values;

namespace Milvus.Transformations;

/// <summary>
/// Converts a table of user names and passwords, or credentials, to a table of SecureString. A password can be a SecureString, plain text
/// or
/// a credential.
/// </summary>
internal sealed class PasswordTableTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        var table = new Dictionary<string, SecureString>(StringComparer.Ordinal);
        switch (value)
        {
            case null:
                return null;
            case IDictionary given:
                foreach (DictionaryEntry entry in given)
                {
                    Add(table, entry.Key.ToString()!, Read(entry.Value));
                }

                return table;
            default:
                foreach (var item in LanguagePrimitives.GetEnumerable(value) ?? new[] { value })
                {
                    var credential = (item is PSObject inner ? inner.BaseObject : item) as PSCredential ?? throw CreateError();
                    Add(table, credential.UserName, credential.Password);
                }

                return table;
        }
    }

    private static SecureString Read(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        SecureString secret => secret,
        PSCredential credential => credential.Password,
        string text => Secrets.ToSecureString(text),
        _ => throw CreateError(),
    };

    private static void Add(Dictionary<string, SecureString> table, string name, SecureString password)
    {
        if (!table.TryAdd(name, password))
        {
            throw new ArgumentTransformationMetadataException($"The user '{name}' has two passwords.");
        }
    }

    private static ArgumentTransformationMetadataException CreateError() => new(
        "Use a table of user names and passwords, as @{ alice = (Read-Host -AsSecureString) }, or credentials of Get-Credential.");
}

using System.Text;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;

namespace Milvus.Embedded.Access;

/// <summary>Rules for names and passwords. Codes and texts are those of Milvus 2.3.5, without its formatting errors.</summary>
internal static class AccessRules
{
    private const int LongestUser = 32;
    private const int LongestName = 255;
    private const int ShortestPassword = 6;
    private const int LongestPassword = 256;

    // The limit of bcrypt, with which Milvus hashes passwords.
    private const int PasswordBytes = 72;

    public static void CheckUser(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw MilvusError.Parameter("username must be not empty");
        }

        if (Encoding.UTF8.GetByteCount(name) is > LongestUser and var length)
        {
            throw MilvusError.Parameter(
                $"invalid username {name} with length {length}, the length of username must be less than {LongestUser}");
        }

        if (!char.IsAsciiLetter(name[0]))
        {
            throw MilvusError.Parameter($"invalid user name {name}, the first character must be a letter, but got {name[0]}");
        }

        if (name.FirstOrDefault(letter => letter != '_' && !char.IsAsciiLetterOrDigit(letter)) is not '\0' and var wrong)
        {
            throw MilvusError.Parameter(
                $"invalid user name {name}, username must contain only numbers, letters and underscores, but got {wrong}");
        }
    }

    /// <summary>Checks the name of a role, or of the object of a grant.</summary>
    public static void CheckRole(string name)
    {
        if (name.Length == 0)
        {
            throw MilvusError.Parameter("role name should be not empty", "not empty", "");
        }

        if (Encoding.UTF8.GetByteCount(name) is > LongestName and var length)
        {
            throw new MilvusError(MilvusError.ParameterCode,
                $"the length of role name must be not greater than limit: invalid parameter[{length} out of range 0 <= value <= "
                    + $"{LongestName}]");
        }

        if (name[0] != '_' && !char.IsAsciiLetter(name[0]))
        {
            throw MilvusError.Parameter(
                "the first character of role name must be an underscore or letter",
                (int)'_',
                Encoding.UTF8.GetBytes(name)[0]);
        }

        for (var i = 1; i < name.Length; i++)
        {
            if (name[i] is not ('_' or '$') && !char.IsAsciiLetterOrDigit(name[i]))
            {
                throw MilvusError.Parameter(
                    $"role name can only contain numbers, letters, dollars and underscores, found {name[i]} at {i}");
            }
        }
    }

    /// <summary>Checks the name of a collection, user or database in a grant. The rules are those of roles; * stands for all.</summary>
    public static void CheckGrantedName(string name)
    {
        if (name != Grant.Any)
        {
            CheckRole(name);
        }
    }

    public static void CheckPrivilegeGroup(string name)
    {
        if (name.Length == 0)
        {
            throw new MilvusError(
                MilvusError.PrivilegeGroupNameCode,
                "privilege group name should not be empty: privilege group name invalid");
        }

        if (Encoding.UTF8.GetByteCount(name) > LongestName)
        {
            throw new MilvusError(MilvusError.PrivilegeGroupNameCode,
                $"the length of a privilege group name {name} must be less than {LongestName} characters: privilege group name invalid");
        }

        if (name[0] != '_' && !char.IsAsciiLetter(name[0]))
        {
            throw new MilvusError(MilvusError.PrivilegeGroupNameCode,
                $"the first character of a privilege group name {name} must be an underscore or letter: privilege group name invalid");
        }

        if (!name.All(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter)))
        {
            throw MilvusError.Parameter($"privilege group name {name} can only contain numbers, letters and underscores");
        }
    }

    public static void CheckPassword(string password)
    {
        if (password.Contains('\0', StringComparison.Ordinal))
        {
            throw MilvusError.Parameter("invalid password: it contains the character NUL");
        }

        var length = Encoding.UTF8.GetByteCount(password);
        if (length is < ShortestPassword or > LongestPassword)
        {
            throw new MilvusError(MilvusError.ParameterCode,
                $"invalid password length: invalid parameter[{length} out of range {ShortestPassword} <= value <= {LongestPassword}]");
        }

        if (length > PasswordBytes)
        {
            throw MilvusError.Unexpected($"encrypt password failed: bcrypt: password length exceeds {PasswordBytes} bytes");
        }
    }

    /// <summary>Decodes a password of a request: base64 of its UTF-8 bytes.</summary>
    public static string Decode(string encoded, string failure)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(encoded));
        }
        catch (FormatException)
        {
            var wrong = encoded.TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/').Count();
            throw MilvusError.Unexpected($"{failure}: illegal base64 data at input byte {wrong}");
        }
    }

    public static MilvusError CreateRoleMissing(LegacyCode legacy) =>
        new(MilvusError.UnexpectedCode, "not found the role, maybe the role isn't existed or internal system error", legacy);
}

using System.Collections;
using System.Numerics;
using System.Security;

namespace Milvus.Core.Marshalling.Values;

/// <summary>What a value is, for errors: words of the user instead of names of .NET types.</summary>
internal static class ValueNames
{
    private const char Arity = '`';

    /// <summary>A value with its article, for example "an integer"; an object of another type with its name.</summary>
    internal static string Describe(object? value) => value switch
    {
        null => "null",
        string or char or JsonString => "a text",
        bool => "a boolean",
        sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger => "an integer",
        Half or float or double or decimal => "a number",
        DateTime or DateTimeOffset => "a date with a time",
        DateOnly => "a date",
        TimeOnly => "a time",
        TimeSpan => "a time span",
        Guid => "a UUID",
        byte[] => "a list of bytes",
        IDictionary or IEnumerable<KeyValuePair<string, object?>> => "an object with names and values",
        IEnumerable => "a list",
        SecureString => "a SecureString",
        // Types of PowerShell, which this assembly does not refer to.
        _ when value.GetType().Name == "PSCustomObject" => "an object with names and values",
        _ when value.GetType().Name == "ScriptBlock" => "a script block",
        _ => $"an object of type {value.GetType().Name.Split(Arity)[0]}",
    };
}

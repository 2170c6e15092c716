using System.Globalization;
using System.Text;

namespace Milvus;

/// <summary>
/// The encoding of a text file as an argument: a name of PowerShell or .NET, the number of a code page, or an encoding. PowerShell converts
/// an argument by these constructors also where a cmdlet is replaced by a mock.
/// </summary>
public sealed class TextEncoding : IEquatable<TextEncoding>
{
    private readonly Encoding _encoding;

    /// <summary>An encoding from its name.</summary>
    /// <exception cref="ArgumentException">The encoding is unknown.</exception>
    public TextEncoding(string name) => _encoding = Find(name);

    /// <summary>An encoding from the number of a code page.</summary>
    /// <exception cref="ArgumentException">The encoding is unknown.</exception>
    public TextEncoding(int codePage) => _encoding = Find(codePage.ToString(CultureInfo.InvariantCulture));

    /// <summary>An encoding of .NET.</summary>
    public TextEncoding(Encoding encoding) => _encoding = encoding;

    /// <summary>The encoding.</summary>
    public static implicit operator Encoding?(TextEncoding? encoding) => encoding?._encoding;

    /// <summary>Whether both are the same encoding.</summary>
    public bool Equals(TextEncoding? other) => other is not null && other._encoding.Equals(_encoding);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TextEncoding);

    /// <inheritdoc/>
    public override int GetHashCode() => _encoding.GetHashCode();

    /// <summary>The name of the encoding.</summary>
    public override string ToString() => _encoding.WebName;

    private static Encoding Find(string name)
    {
        try
        {
            return name.ToUpperInvariant() switch
            {
                "UTF8" or "UTF8BOM" or "UTF8NOBOM" => Encoding.UTF8,
                "UNICODE" => Encoding.Unicode,
                "BIGENDIANUNICODE" => Encoding.BigEndianUnicode,
                "UTF32" => Encoding.UTF32,
                "BIGENDIANUTF32" => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
                "ANSI" => FindByNumber(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
                "OEM" => FindByNumber(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
                _ => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? FindByNumber(page)
                    : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name),
            };
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            throw new ArgumentException(
                $"'{name}' is not an encoding: use utf8, unicode, latin1, a name such as windows-1252, or the number of a code page.",
                nameof(name),
                failure);
        }
    }

    private static Encoding FindByNumber(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page);
}

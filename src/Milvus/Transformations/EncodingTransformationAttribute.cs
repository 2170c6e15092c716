using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace Milvus.Transformations;

/// <summary>Converts PowerShell's encoding names, names such as windows-1252, and code page numbers to encodings.</summary>
internal sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null or Encoding)
        {
            return value;
        }

        var name = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        try
        {
            return name.ToUpperInvariant() switch
            {
                "UTF8" or "UTF8BOM" or "UTF8NOBOM" => Encoding.UTF8,
                "UNICODE" => Encoding.Unicode,
                "BIGENDIANUNICODE" => Encoding.BigEndianUnicode,
                "UTF32" => Encoding.UTF32,
                "BIGENDIANUTF32" => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
                "ANSI" => ByNumber(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
                "OEM" => ByNumber(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
                _ => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? ByNumber(page)
                    : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name),
            };
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException(
                $"'{name}' is not an encoding: use utf8, unicode, latin1, a name such as windows-1252, or the number of a code page.",
                failure);
        }
    }

    private static Encoding ByNumber(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page);
}

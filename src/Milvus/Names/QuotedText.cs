using System.Management.Automation.Language;

namespace Milvus.Names;

/// <summary>Texts in lines of PowerShell that users can paste.</summary>
internal static class QuotedText
{
    /// <summary>The text in single quotes. PowerShell also takes typographic quotes as quotes, so they are doubled like others.</summary>
    internal static string Of(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}

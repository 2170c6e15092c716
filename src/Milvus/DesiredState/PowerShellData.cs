using System.Globalization;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace Milvus.DesiredState;

/// <summary>
/// Reads a .psd1 file as data. It is parsed, and never run: everything besides tables, lists and constants is refused, as
/// Import-PowerShellDataFile does.
/// </summary>
internal static partial class PowerShellData
{
    /// <summary>The table of a file.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <exception cref="MilvusException">The text cannot be parsed, or is more than one table of data.</exception>
    internal static object? Read(string text, string file)
    {
        if (Using().Match(text) is { Success: true } line)
        {
            // The parser itself would look for the module.
            throw CreateError(file, GetLine(text, line.Index), $"'{line.Value.Trim()}' is not data");
        }

        var script = Parser.ParseInput(text, file, out _, out var errors);
        if (errors.Length > 0)
        {
            throw CreateError(file, errors[0].Extent.StartLineNumber, errors[0].Message.TrimEnd('.'));
        }

        if (FindTable(script) is not { } table)
        {
            throw CreateError(file, 1, "it must be one table, @{ ... }, and nothing else");
        }

        try
        {
            return table.SafeGetValue();
        }
        catch (InvalidOperationException)
        {
            var code = table.Find(part => part is not HashtableAst && IsCode(part), searchNestedScriptBlocks: false) ?? table;
            throw CreateError(
                file, code.Extent.StartLineNumber, $"{Shorten(code.Extent.Text)} is code, and only tables, lists and constants are read");
        }
    }

    private static HashtableAst? FindTable(ScriptBlockAst script) => script is
    {
        ParamBlock: null,
        DynamicParamBlock: null,
        BeginBlock: null,
        ProcessBlock: null,
        EndBlock: { Traps: null, Statements: [PipelineAst { PipelineElements: [CommandExpressionAst { Redirections.Count: 0 } only] }] },
    }
        ? only.Expression as HashtableAst
        : null;

    private static bool IsCode(Ast part)
    {
        if (part is PipelineAst or CommandExpressionAst or StatementBlockAst)
        {
            return false;
        }

        try
        {
            part.SafeGetValue();
            return false;
        }
        catch (InvalidOperationException)
        {
            return part is CommandAst or VariableExpressionAst or ExpandableStringExpressionAst or SubExpressionAst
                or ScriptBlockExpressionAst or MemberExpressionAst or TypeExpressionAst or ConvertExpressionAst or BinaryExpressionAst;
        }
    }

    private static string Shorten(string text) => text.Length <= 60 ? $"'{text}'" : $"'{text[..57]}...'";

    private static int GetLine(string text, int position) => text.AsSpan(0, position).Count('\n') + 1;

    private static MilvusException CreateError(string file, int line, string reason) => new(
        MilvusErrorId.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"'{file}' is not a file of a desired state: line {line}: {reason}."))
    {
        RecommendedAction = "Export-MilvusDesiredState writes such files.",
    };

    [GeneratedRegex(@"^[ \t]*using[ \t]+(module|assembly)\b", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Using();
}

using System.Management.Automation;
using System.Management.Automation.Language;

namespace Milvus.Conditions;

/// <summary>
/// A script block that selects rows. It is translated into a filter, and never run. Its variables are read when it is created.
/// </summary>
internal sealed class ScriptCondition
{
    private readonly ConditionNode _root;
    private readonly ConditionErrors _errors;
    private IScriptExtent? _match;

    private ScriptCondition(ConditionNode root, ConditionErrors errors)
    {
        _root = root;
        _errors = errors;
    }

    /// <exception cref="MilvusException">A part of the block has no translation.</exception>
    internal static ScriptCondition Read(PSCmdlet cmdlet, ScriptBlock block)
    {
        var errors = new ConditionErrors(block.Ast.Extent);
        return block.Ast is ScriptBlockAst syntax
            ? new ScriptCondition(new ConditionParser(new VariableSource(cmdlet, block), errors).Parse(syntax), errors)
            : throw errors.Create(block.Ast.Extent, "it is a function", "Write a condition in braces: { $_.price -lt 10 }.");
    }

    /// <summary>The filter for the rows of a collection.</summary>
    /// <param name="schema">The collection.</param>
    /// <param name="hasAllPatterns">Whether the server has all patterns of like.</param>
    /// <param name="warning">Receives warnings about names that are probably misspelt.</param>
    /// <param name="verbose">Receives the filter, and how it differs from the block.</param>
    /// <exception cref="MilvusException">The condition does not fit the collection.</exception>
    internal string Translate(Collection schema, bool hasAllPatterns, Action<string> warning, Action<string> verbose)
    {
        var translator = new ConditionTranslator(schema, _errors, hasAllPatterns);
        var filter = translator.Translate(_root);
        _match = translator.FirstMatch;
        foreach (var text in translator.Warnings)
        {
            warning(text);
        }

        verbose($"-Where is the filter: {filter}");
        if (translator.ComparedByCase.Count > 0)
        {
            var meanings = translator.ComparedByCase.Select(name => $"-{name} means -c{name}");
            verbose($"The filter compares text by case: in -Where, {string.Join(", ", meanings)}.");
        }

        return filter;
    }

    /// <summary>An error of the server about the filter, with the part of the block that it refuses; null for another error.</summary>
    internal MilvusException? Explain(MilvusException failure) =>
        failure is { ErrorId: MilvusErrorId.FilterSyntax, Code: not 0 } or { ErrorId: MilvusErrorId.FilterSyntax, LegacyCode: not 0 }
        && _match is not null
            ? _errors.CreateRefused(
                _match,
                failure,
                "Regular expressions need a server that has =~, and have the syntax of RE2: no look-around, no references. Use "
                    + "-clike with a pattern such as 'text*', or filter the rows with Where-Object.")
            : null;
}

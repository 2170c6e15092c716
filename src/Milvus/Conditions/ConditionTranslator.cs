using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using Milvus.Core.Types;

namespace Milvus.Conditions;

/// <summary>Writes a condition as a filter for the fields of one collection.</summary>
/// <param name="schema">The collection.</param>
/// <param name="errors">Creates the errors of the script block.</param>
/// <param name="hasAllPatterns">Whether the server has all patterns of like.</param>
internal sealed partial class ConditionTranslator(Collection schema, ConditionErrors errors, bool hasAllPatterns)
{
    private const string UseFilter = "Use -Filter for conditions that PowerShell has no operators for.";

    /// <summary>The operators whose plain form ignores case in PowerShell, but compares text by case in the filter.</summary>
    internal SortedSet<string> ComparedByCase { get; } = new(StringComparer.Ordinal);

    /// <summary>The first comparison with a regular expression, which not all servers have; null without one.</summary>
    internal IScriptExtent? FirstMatch { get; private set; }

    /// <summary>Names that are probably misspelt.</summary>
    internal SortedSet<string> Warnings { get; } = new(StringComparer.Ordinal);

    /// <exception cref="MilvusException">The condition does not fit the collection.</exception>
    internal string Translate(ConditionNode node)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw errors.Create(node.At, "it is nested too deeply", "Compare with a list instead: $_.id -in $ids.");
        }

        return node switch
        {
            ConditionNode.Logic logic => $"{TranslateSide(logic.Left, logic.Word)} {logic.Word} {TranslateSide(logic.Right, logic.Word)}",
            ConditionNode.Not { Operand: var operand } => Negate(operand),
            ConditionNode.Comparison comparison => Compare(comparison),
            ConditionNode.Member member => TranslateFlag(member, true),
            ConditionNode.Value => throw errors.Create(
                node.At, "it is the same for all rows", "Compare a field: $_.name. Without -Where, all rows are selected."),
            _ => throw errors.Create(node.At, "it is a number, not a condition", "Compare it: -ne 0."),
        };
    }

    private string TranslateSide(ConditionNode node, string word) =>
        node is ConditionNode.Logic other && other.Word != word ? $"({Translate(node)})" : Translate(node);

    private string Negate(ConditionNode operand) => operand switch
    {
        ConditionNode.Member member => TranslateFlag(member, false),
        ConditionNode.Not { Operand: var twice } => Translate(twice),
        _ => $"not ({Translate(operand)})",
    };

    // A property alone is a condition if it is a boolean.
    private string TranslateFlag(ConditionNode.Member member, bool value)
    {
        var operand = Describe(member);
        return operand.Family is FieldFamily.Boolean or FieldFamily.Json
            ? $"{Write(member)} == {(value ? "true" : "false")}"
            : throw errors.Create(
                member.At,
                $"{member.Path[0]} is not a boolean",
                operand.Family is FieldFamily.Text ? $"Compare it: {member.At.Text} -cne ''." : $"Compare it: {member.At.Text} -ne 0.");
    }
}

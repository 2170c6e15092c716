using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Binding;

internal sealed partial class Binder
{
    /// <summary>The element condition that is being bound; null outside of one.</summary>
    private ElementScope? _elements;

    /// <summary>`element_filter(clips, $[frame] &gt; 1)`.</summary>
    private ElementFilterPlan BindElementFilter(CallSyntax node)
    {
        if (_elements is { } outer)
        {
            throw CreateInvalid($"nested ElementFilter is not supported, already inside ElementFilter for field: {outer.Struct}", node);
        }

        RequireArguments(node, 2);
        var name = ReadStructName(node);
        var condition = node.Arguments[1];
        var text = source.Slice(condition.Start, condition.End);
        var scope = BindInElements(name, condition, $"cannot parse element expression: {text}");
        return scope.RowField is { } field
            ? throw CreateInvalid($"element_filter can only use element-level fields, got: {field}", condition)
            : new ElementFilterPlan(name, scope.Condition!);
    }

    /// <summary>`MATCH_ANY(clips, $[frame] &gt; 1)`; MATCH_LEAST, MATCH_MOST and MATCH_EXACT also take `threshold=2`.</summary>
    private MatchPlan BindMatch(CallSyntax node, MatchMode mode)
    {
        var function = $"MATCH_{mode.ToString().ToUpperInvariant()}";
        if (_elements is { } outer)
        {
            throw CreateInvalid($"nested {function} is not supported, already inside match expression for field: {outer.Struct}", node);
        }

        var counts = mode is MatchMode.Least or MatchMode.Most or MatchMode.Exact;
        RequireArguments(node, counts ? 3 : 2);
        var name = ReadStructName(node);
        var threshold = counts ? ReadThreshold(node.Arguments[2], function, mode) : 0;
        var condition = node.Arguments[1];
        var text = source.Slice(condition.Start, condition.End);
        var scope = BindInElements(name, condition, $"cannot parse predicate expression: {text}");
        var reason = scope switch
        {
            { RowField: not null } => "MATCH predicate can only use element-level fields",
            _ when IsBareField(condition) => "raw element columns are not supported inside MATCH predicate",
            _ when ComparesFields(scope.Condition!.Condition) => "column-to-column comparison is not supported inside MATCH predicate",
            _ => null,
        };
        if (reason is not null)
        {
            throw CreateInvalid($"invalid predicate expression in {function}: {reason}", condition);
        }

        return scope.Fields.Count > 0
            ? new MatchPlan(scope.Condition!, mode, threshold)
            : throw CreateInvalid($"predicate expression in {function} must use element-level fields", condition);
    }

    private ElementScope BindInElements(string name, SyntaxNode condition, string failure)
    {
        var scope = new ElementScope(name);
        _elements = scope;
        try
        {
            var plan = Bind(condition);
            var anchor = fields.FirstOf(name) ?? throw CreateInvalid($"array field not found: {name}", condition);
            scope.Condition = new ElementCondition(anchor, plan, scope.Fields);
            return scope;
        }
        catch (FilterException exception)
        {
            throw CreateInvalid($"{failure}, error: {exception.Detail}", condition);
        }
        finally
        {
            _elements = null;
        }
    }

    /// <summary>`$[frame]`: a value of one element.</summary>
    private ColumnOperand BindElementField(PathSyntax node)
    {
        var name = node.Name[2..^1];
        if (_elements is not { } scope)
        {
            throw CreateInvalid($"{node.Name} syntax can only be used inside ElementFilter or MATCH_*", node);
        }

        var fullName = StructFields.NameOf(scope.Struct, name);
        var field =
            fields.FieldOfStruct(fullName)
            ?? throw CreateInvalid(
                $"array field not found: {fullName}, error: failed to get field schema by name: fieldName({fullName}) not found",
                node);
        return new ColumnOperand(scope.Add(field), KindOf(field.ElementType));
    }

    /// <summary>
    /// The first field of an array of structs that is named as a whole. It is null where the array is null, and has the same length.
    /// </summary>
    private ColumnOperand? FindStructField(SyntaxNode node) =>
        node is PathSyntax { Path.Count: 0 } path && fields.FirstOf(path.Name) is { } first && fields.FieldOfStruct(first) is { } field
            ? new ColumnOperand(field, KindOf(field.DataType))
            : null;

    private string ReadStructName(CallSyntax node) =>
        node.Arguments[0] is PathSyntax { Path.Count: 0 } path && !path.Name.EndsWith(']')
            ? path.Name
            : throw source.CreateErrorAt(
                $"mismatched input '{source.Slice(node.Arguments[0].Start, node.Arguments[0].End)}' expecting Identifier",
                node.Arguments[0].Start);

    private long ReadThreshold(SyntaxNode node, string function, MatchMode mode)
    {
        if (node is not NamedArgumentSyntax { Value: LiteralSyntax { Value: { Kind: ConstantKind.Int64 } value } } named
            || !named.Name.Equals("threshold", StringComparison.OrdinalIgnoreCase) || value.Int64 < 0)
        {
            throw source.CreateErrorAt($"mismatched input '{source.Slice(node.Start, node.End)}' expecting THRESHOLD", node.Start);
        }

        return mode != MatchMode.Least || value.Int64 > 0
            ? value.Int64
            : throw CreateInvalid($"count in {function} must be positive, got: {value.Int64}", node);
    }

    private FilterException CreateElementFilterFirst(bool isAnd, SyntaxNode node) => source.CreateError(
        $"element filter expression can only be the last expression in the logical {(isAnd ? "and" : "or")} expression", node.Start);

    private FilterException CreateElementFilterInside(SyntaxNode node) => source.CreateError(
        node is UnarySyntax
            ? "element filter expression cannot be used in unary expression"
            : "ElementFilterExpr should be handled at PlanNode level, not in ParseExprs",
        node.Start);

    /// <summary>Whether a field alone is the condition or a part of it.</summary>
    private static bool IsBareField(SyntaxNode node) => node switch
    {
        PathSyntax path => path.Name.StartsWith("$[", StringComparison.Ordinal),
        UnarySyntax { Operator: TokenKind.Not } not => IsBareField(not.Operand),
        LogicalSyntax logical => logical.Operands.Any(IsBareField),
        _ => false,
    };

    private static bool ComparesFields(PlanNode plan) => plan switch
    {
        ComparePlan compare => compare.Right is not ConstantOperand,
        NotPlan not => ComparesFields(not.Operand),
        LogicalPlan logical => logical.Operands.Any(ComparesFields),
        _ => false,
    };

    /// <summary>The struct of an element condition, and the fields it reads.</summary>
    private sealed class ElementScope(string name)
    {
        private readonly List<FieldSchema> _fields = [];

        public string Struct => name;

        /// <summary>A field of the row that the condition names. It has no value for an element, so this is an error.</summary>
        public string? RowField { get; set; }

        /// <summary>The bound condition; null until it is bound.</summary>
        public ElementCondition? Condition { get; set; }

        public IReadOnlyList<FieldSchema> Fields => _fields;

        /// <summary>The schema of a field as that of a single element.</summary>
        public FieldSchema Add(FieldSchema field)
        {
            if (_fields.Find(known => known.Name == field.Name) is { } found)
            {
                return found;
            }

            _fields.Add(new FieldSchema { Name = field.Name, FieldID = field.FieldID, DataType = field.ElementType });
            return _fields[^1];
        }
    }
}

using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Search;

/// <summary>
/// The bounds that a filter sets for the key, mostly the last key of the previous page. They narrow the rows, and the filter evaluates the
/// rows again.
/// </summary>
internal sealed class KeyBounds
{
    private readonly List<(Comparison Comparison, Constant Value)> _above = [];
    private readonly List<(Comparison Comparison, Constant Value)> _below = [];

    private KeyBounds()
    {
    }

    /// <summary>The keys of which each matching row has one; null if the filter does not list keys.</summary>
    public IReadOnlyList<object>? Keys { get; private set; }

    public static KeyBounds Of(PlanNode plan)
    {
        var bounds = new KeyBounds();
        bounds.Add(plan);
        return bounds;
    }

    /// <summary>Whether the key of a row is below the lower bound.</summary>
    public bool IsBelow(Column keys, int row)
    {
        foreach (var (comparison, value) in _above)
        {
            var order = Compare(keys, row, value);
            if (order < 0 || (order == 0 && comparison == Comparison.Greater))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the key of a row is above the upper bound.</summary>
    public bool IsAbove(Column keys, int row)
    {
        foreach (var (comparison, value) in _below)
        {
            var order = Compare(keys, row, value);
            if (order > 0 || (order == 0 && comparison == Comparison.Less))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(PlanNode plan)
    {
        switch (plan)
        {
            case LogicalPlan { IsAnd: true } all:
                foreach (var part in all.Operands)
                {
                    Add(part);
                }

                break;
            case ComparePlan { Left: ColumnOperand { Field.IsPrimaryKey: true } key, Right: ConstantOperand { Value: var value } } compare
                when value.Kind == (key.Field.DataType == Protocol.DataType.Int64 ? ConstantKind.Int64 : ConstantKind.String):
                Add(compare.Comparison, value);
                Keys ??= PrimaryKeyList.Of(plan);
                break;
            case InPlan { Operand: ColumnOperand { Field.IsPrimaryKey: true } }:
                Keys ??= PrimaryKeyList.Of(plan);
                break;
        }
    }

    private void Add(Comparison comparison, Constant value)
    {
        if (comparison is Comparison.Greater or Comparison.GreaterEqual or Comparison.Equal)
        {
            _above.Add((comparison, value));
        }

        if (comparison is Comparison.Less or Comparison.LessEqual or Comparison.Equal)
        {
            _below.Add((comparison, value));
        }
    }

    private static int Compare(Column keys, int row, Constant value) => keys is ValueColumn<long> numbers
        ? numbers[row].CompareTo(value.Int64)
        : Utf8Order.Compare(((ValueColumn<string>)keys)[row], value.String);
}

using System.Management.Automation;
using Milvus.Conditions;

namespace Milvus.Pipeline;

/// <summary>The condition of cmdlets that select rows with -Where.</summary>
public abstract partial class MilvusCommand
{
    private const string WhereParameter = "Where";

    private static readonly string[] _excludedByWhere = ["Filter", "FilterParameter"];

    /// <summary>The condition of -Where; null without it.</summary>
    private protected ScriptCondition? Condition { get; private set; }

    private ScriptCondition? ReadCondition()
    {
        if (!MyInvocation.BoundParameters.TryGetValue(WhereParameter, out var given) || given is not ScriptBlock block)
        {
            return null;
        }

        return Array.Find(_excludedByWhere, MyInvocation.BoundParameters.ContainsKey) is { } other
            ? throw new MilvusException(MilvusErrorId.InvalidArgument, $"-Where and -{other} exclude each other.")
            {
                RecommendedAction = "Write the whole condition in -Where, whose variables need no parameters, or in -Filter.",
            }
            : ScriptCondition.Read(this, block);
    }
}

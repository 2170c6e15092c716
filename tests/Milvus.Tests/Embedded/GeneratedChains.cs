namespace Milvus.Tests.Embedded;

using Milvus.Protocol;
using static Milvus.Tests.Embedded.Chains;

/// <summary>
/// Function chains with the same results on the engine and on Lite. These differences are excluded: functions of the engine return null for
/// null, those of Lite use zero. A linear decay ends at <c>decay</c>, on Lite at zero. A sort without a second column uses the key, on Lite
/// the previous order. round_decimal accepts only 32-bit floats, and rounds halves upwards. Values between steps are 32-bit floats, on Lite
/// 64-bit ones, so decays stay in the range where both agree.
/// </summary>
internal sealed class GeneratedChains(Random random)
{
    private static readonly string[] _numbers = ["age", "d", "small", "$id"];
    private static readonly string[] _sortable = ["age", "d", "small", "p", "t", "flag", "$id"];
    private readonly List<string> _computed = [];

    public FunctionChain Next()
    {
        _computed.Clear();
        _computed.Add("$score");
        return Chain([.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => Step())]);
    }

    private FunctionChainOp Step() => random.Next(10) switch
    {
        < 4 => Map(),
        < 7 => Sort(Pick([.. _sortable, .. _computed, .. _computed]), random.Next(2) == 0, "$id"),
        < 9 => Limit(random.Next(1, 40), random.Next(3) == 0 ? random.Next(0, 6) : 0),
        _ => Wrong(),
    };

    private FunctionChainOp Map()
    {
        var output = random.Next(2) == 0 ? "$score" : $"x{random.Next(3)}";
        var operation = random.Next(4) switch
        {
            0 => Chains.Map(
                output,
                "decay",
                [Pick([.. _numbers, .. _computed])],
                ("function", Pick(["gauss", "exp"])),
                ("origin", random.Next(-20, 60)),
                ("scale", random.Next(20, 50)),
                ("offset", random.Next(0, 5)),
                ("decay", 0.1 + (random.Next(9) * 0.1))),
            1 => Chains.Map(output, "round_decimal", [Pick(_computed)], ("decimal", random.Next(3, 5))),
            _ => Combine(output),
        };
        if (!_computed.Contains(output))
        {
            _computed.Add(output);
        }

        return operation;
    }

    private FunctionChainOp Combine(string output)
    {
        var arguments = Enumerable.Range(0, random.Next(1, 4))
            .Select(_ => random.Next(5) == 0 ? (object)Math.Round(random.NextDouble() * 10, 2) : Pick([.. _numbers, .. _computed]))
            .Prepend(Pick(_computed)).ToArray();
        var mode = Pick(["multiply", "sum", "max", "min", "avg", "weighted"]);
        return mode == "weighted"
            ? Chains.Map(
                output,
                "num_combine",
                arguments,
                ("mode", mode),
                ("weights", arguments.Select(_ => Math.Round(random.NextDouble(), 2)).ToArray()))
            : Chains.Map(output, "num_combine", arguments, ("mode", mode));
    }

    /// <summary>A step that both refuse.</summary>
    private FunctionChainOp Wrong() => random.Next(9) switch
    {
        0 => Limit(0),
        1 => Sort("v", true),
        2 => Sort("nope", false),
        3 => Chains.Map("$id", "num_combine", ["$score", "age"], ("mode", "sum")),
        4 => Chains.Map("age", "num_combine", ["$score", "age"], ("mode", "sum")),
        5 => Chains.Map("$score", "num_combine", ["$score", "t"], ("mode", "sum")),
        6 => Chains.Map("$score", "decay", ["t"], ("function", "exp"), ("origin", 0), ("scale", 1)),
        7 => Chains.Map("$score", "round_decimal", ["$score"], ("decimal", 7)),
        _ => Operation("merge", ("strategy", "rrf")),
    };

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}

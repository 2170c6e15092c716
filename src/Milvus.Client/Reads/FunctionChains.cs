using System.Collections;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.Reads;

/// <summary>
/// Steps that the server applies to hits: Stage, Name and Ops, each a map (Map, Function, Column, Parameter), a sort (Sort,
/// Descending, TieBreak), a limit (Limit, Offset) or, for a hybrid search, a merge (Merge, Parameter).
/// </summary>
internal static class FunctionChains
{
    private static readonly Dictionary<string, Protocol.FunctionChainStage> _stages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["INGESTION"] = Protocol.FunctionChainStage.Ingestion,
        ["PRE_PROCESS"] = Protocol.FunctionChainStage.PreProcess,
        ["L0_RERANK"] = Protocol.FunctionChainStage.L0Rerank,
        ["L1_RERANK"] = Protocol.FunctionChainStage.L1Rerank,
        ["L2_RERANK"] = Protocol.FunctionChainStage.L2Rerank,
        ["POST_PROCESS"] = Protocol.FunctionChainStage.PostProcess,
    };

    /// <exception cref="MilvusException">The table is not a function chain.</exception>
    internal static Protocol.FunctionChain Read(IReadOnlyDictionary<string, object?> given)
    {
        var table = new SpecTable(given, "The function chain");
        var name = table.RequireText("Stage");
        var chain = new Protocol.FunctionChain
        {
            Stage = _stages.TryGetValue(name, out var stage)
                ? stage
                : throw table.CreateError($"'{name}' is not a stage: use {string.Join(", ", _stages.Keys)}"),
            Name = table.ReadText("Name") ?? string.Empty,
        };
        chain.Ops.AddRange(table.ReadList("Ops").Select(Step));
        table.End();
        return chain.Ops.Count > 0 ? chain : throw table.CreateError("it has no Ops");
    }

    private static Protocol.FunctionChainOp Step(object? given)
    {
        var table = new SpecTable(given, "A step of the function chain");
        var step = table.Has("Map") ? Map(table)
            : table.Has("Sort") ? Sort(table)
            : table.Has("Limit") ? Limit(table)
            : table.Has("Merge") ? Merge(table)
            : throw table.CreateError("it is not one of Map, Sort, Limit and Merge");
        table.End();
        return step;
    }

    private static Protocol.FunctionChainOp Map(SpecTable table)
    {
        var step = new Protocol.FunctionChainOp
        {
            Op = "map",
            Outputs = { table.RequireText("Map") },
            Expr = new Protocol.FunctionChainExpr { Name = table.RequireText("Function") },
        };
        step.Expr.Args.AddRange(
            table
                .ReadList("Column")
                .Select(column =>
                    Numbers.IsNumber(column)
                        ? new Protocol.FunctionChainExprArg { Literal = Value(column, table) }
                        : new Protocol.FunctionChainExprArg
                        {
                            Column = new Protocol.FunctionChainColumnArg
                            {
                                Name = column as string ?? throw table.CreateError("Column must be names of columns or numbers"),
                            },
                        }));
        foreach (var (key, value) in table.ReadTable("Parameter"))
        {
            step.Expr.Params[key] = Value(value, table);
        }

        return step;
    }

    private static Protocol.FunctionChainOp Sort(SpecTable table)
    {
        var column = table.RequireText("Sort");

        // The best hits come first by default.
        var descending = !table.Has("Descending") || table.ReadFlag("Descending");
        var step = new Protocol.FunctionChainOp { Op = "sort", Inputs = { column } };
        step.Params["column"] = Value(column, table);
        step.Params["desc"] = Value(descending, table);
        if (table.ReadText("TieBreak") is { } other)
        {
            step.Inputs.Add(other);
            step.Params["tie_break_col"] = Value(other, table);
        }

        return step;
    }

    private static Protocol.FunctionChainOp Limit(SpecTable table)
    {
        var step = new Protocol.FunctionChainOp { Op = "limit" };
        step.Params["limit"] = Value(
            table.ReadInteger("Limit") is > 0 and var limit ? limit : throw table.CreateError("its Limit must be a number from 1 on"),
            table);
        step.Params["offset"] = Value(table.ReadInteger("Offset") ?? 0, table);
        return step;
    }

    private static Protocol.FunctionChainOp Merge(SpecTable table)
    {
        var step = new Protocol.FunctionChainOp { Op = "merge" };
        step.Params["strategy"] = Value(table.RequireText("Merge"), table);
        foreach (var (key, value) in table.ReadTable("Parameter"))
        {
            step.Params[key] = Value(value, table);
        }

        return step;
    }

    private static Protocol.FunctionParamValue Value(object? value, SpecTable table)
    {
        switch (value)
        {
            case bool flag:
                return new Protocol.FunctionParamValue { BoolValue = flag };
            case string text:
                return new Protocol.FunctionParamValue { StringValue = text };
            case IReadOnlyDictionary<string, object?> fields:
                var record = new Protocol.FunctionParamObject();
                foreach (var (key, item) in fields)
                {
                    record.Fields[key] = Value(item, table);
                }

                return new Protocol.FunctionParamValue { ObjectValue = record };
            case IEnumerable items:
                return new Protocol.FunctionParamValue
                {
                    ArrayValue = new Protocol.FunctionParamArray { Values = { items.Cast<object?>().Select(item => Value(item, table)) } },
                };
            case not null
                when value is not (float or double or decimal or Half) && Numbers.IsNumber(value) && Numbers.TryInt64(value, out var whole):
                return new Protocol.FunctionParamValue { Int64Value = whole };
            case not null when Numbers.IsNumber(value) && Numbers.TryDouble(value, out var number):
                return new Protocol.FunctionParamValue { DoubleValue = number };
            default:
                throw table.CreateError($"a parameter is {ValueNames.Describe(value)}, which cannot be sent");
        }
    }
}

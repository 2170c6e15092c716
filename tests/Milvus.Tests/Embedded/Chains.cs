namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>Short forms of function chains.</summary>
internal static class Chains
{
    public static FunctionChain Chain(params FunctionChainOp[] operations) =>
        new() { Stage = FunctionChainStage.L2Rerank, Ops = { operations } };

    /// <summary>Arguments are names of columns, or numbers.</summary>
    public static FunctionChainOp Map(string output, string function, object[] arguments, params (string Key, object Value)[] parameters)
    {
        var operation = new FunctionChainOp { Op = "map", Outputs = { output }, Expr = new FunctionChainExpr { Name = function } };
        operation.Expr.Args.AddRange(arguments.Select(argument => argument is string name
            ? new FunctionChainExprArg { Column = new FunctionChainColumnArg { Name = name } }
            : new FunctionChainExprArg { Literal = Value(argument) }));
        foreach (var (key, value) in parameters)
        {
            operation.Expr.Params[key] = Value(value);
        }

        return operation;
    }

    public static FunctionChainOp Sort(string column, bool descending, string? tieBreak = null)
    {
        var operation = Operation("sort", ("column", column), ("desc", descending));
        operation.Inputs.Add(column);
        if (tieBreak is not null)
        {
            operation.Inputs.Add(tieBreak);
            operation.Params["tie_break_col"] = Value(tieBreak);
        }

        return operation;
    }

    public static FunctionChainOp Limit(long limit, long offset = 0) => Operation("limit", ("limit", limit), ("offset", offset));

    public static FunctionChainOp Operation(string name, params (string Key, object Value)[] parameters)
    {
        var operation = new FunctionChainOp { Op = name };
        foreach (var (key, value) in parameters)
        {
            operation.Params[key] = Value(value);
        }

        return operation;
    }

    public static FunctionParamValue Value(object value) =>
        value switch
        {
            bool flag => new FunctionParamValue { BoolValue = flag },
            string text => new FunctionParamValue { StringValue = text },
            int number => new FunctionParamValue { Int64Value = number },
            long number => new FunctionParamValue { Int64Value = number },
            double number => new FunctionParamValue { DoubleValue = number },
            System.Collections.IEnumerable items => new FunctionParamValue
            {
                ArrayValue = new FunctionParamArray { Values = { items.Cast<object>().Select(Value) } },
            },
            _ => throw new ArgumentException($"{value} is no parameter", nameof(value)),
        };
}

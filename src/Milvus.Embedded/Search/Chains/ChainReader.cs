using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Chains;

/// <summary>Reads the operators of a chain in order, and validates the columns that each reads and writes.</summary>
internal sealed class ChainReader(CollectionEntry collection)
{
    private static readonly string[] _sortColumns = ["column", "tie_break_col"];

    public ChainColumns Columns { get; } = new(collection);

    /// <summary>The step of an operator; null for a select, which only changes the readable columns.</summary>
    public IChainStep? Read(FunctionChainOp operation)
    {
        if (operation.Inputs.Concat(operation.Outputs).Any(string.IsNullOrWhiteSpace))
        {
            throw MilvusError.Parameter("input or output name is empty");
        }

        var parameters = new ChainParameters($"{operation.Op.Trim()}_op", operation.Params);
        switch (operation.Op.Trim())
        {
            case "map":
                return Map(operation);
            case "sort":
                return Sort(operation, parameters);
            case "limit":
                return new LimitStep(Positive(parameters, "limit"), Offset(parameters));
            case "group_by":
                return Group(parameters);
            case "select":
                Columns.Keep(parameters.Texts("columns") is { Length: > 0 } columns ? columns : throw parameters.CreateMissing("columns"));
                return null;
            case "filter":
                _ = Function(operation, parameters, out _);
                throw MilvusError.Parameter("filter_op: function must return boolean type, and no function does");
            case "merge":
                throw MilvusError.Parameter("merge is not supported in ordinary search");
            case "":
                throw MilvusError.Parameter("op name is empty");
            default:
                throw MilvusError.Parameter($"unknown operator type: {operation.Op.Trim()}");
        }
    }

    private MapStep Map(FunctionChainOp operation)
    {
        if (operation.Outputs.Count != 1)
        {
            throw MilvusError.Parameter(
                $"map_op: output columns count ({operation.Outputs.Count}) must match function output types count (1)");
        }

        var function = Function(operation, new ChainParameters("map_op", operation.Params), out var arguments);
        var output = operation.Outputs[0].Trim();
        Columns.Write(output);
        return new MapStep(output, function, arguments);
    }

    private IChainFunction Function(FunctionChainOp operation, ChainParameters parameters, out ChainArgument[] arguments)
    {
        var expression = operation.Expr ?? throw parameters.CreateMissing("expr");
        var name = expression.Name.Trim();
        if (name.Length == 0)
        {
            throw MilvusError.Parameter("expr name is empty");
        }

        arguments = [.. expression.Args.Select((argument, place) => Argument(argument, place))];
        if (arguments.All(argument => argument.Column is null))
        {
            throw MilvusError.Parameter($"{operation.Op.Trim()} operator requires inputs");
        }

        return ChainFunctions.Of(name, new ChainParameters(name, expression.Params), arguments);
    }

    private ChainArgument Argument(FunctionChainExprArg argument, int place)
    {
        switch (argument.ArgCase)
        {
            case FunctionChainExprArg.ArgOneofCase.Column when argument.Column.Name.Trim() is { Length: > 0 } column:
                return new ChainArgument(column, Columns.Read(column));
            case FunctionChainExprArg.ArgOneofCase.Column:
                throw MilvusError.Parameter($"expr arg[{place}]: column name is empty");
            case FunctionChainExprArg.ArgOneofCase.Literal:
                return Literal(argument.Literal, place);
            default:
                throw MilvusError.Parameter($"expr arg[{place}]: function chain expr arg is unset");
        }
    }

    private static ChainArgument Literal(FunctionParamValue value, int place) =>
        value.ValueCase switch
        {
            FunctionParamValue.ValueOneofCase.Int64Value => new ChainArgument(null, ChainKind.Number, value.Int64Value),
            FunctionParamValue.ValueOneofCase.DoubleValue when double.IsFinite(value.DoubleValue) => new ChainArgument(
                null,
                ChainKind.Number,
                value.DoubleValue),
            FunctionParamValue.ValueOneofCase.StringValue => new ChainArgument(null, ChainKind.Text),
            FunctionParamValue.ValueOneofCase.BoolValue => new ChainArgument(null, ChainKind.Bool),
            _ => throw MilvusError.Parameter($"expr arg[{place}]: literal must be a finite number, a string or a bool"),
        };

    private SortStep Sort(FunctionChainOp operation, ChainParameters parameters)
    {
        string[] columns = [.. operation.Inputs.Select(name => name.Trim())];
        if (columns.Length == 0)
        {
            throw MilvusError.Parameter("sort_op: column is required");
        }

        // Clients repeat the inputs as parameters. A contradiction is an error.
        foreach (var (key, column) in _sortColumns.Zip(columns))
        {
            if (parameters.Text(key) is { } named && named.Trim() != column)
            {
                throw MilvusError.Parameter($"sort_op: {key} \"{named}\" must match input \"{column}\"");
            }
        }

        foreach (var column in columns)
        {
            Columns.Read(column);
        }

        return new SortStep(
            parameters.Texts("orders") is { } orders ? ReadSortKeys(columns, orders, parameters) : Simple(columns, parameters));
    }

    private static SortKey[] Simple(string[] columns, ChainParameters parameters)
    {
        if (parameters.Has("null_orders"))
        {
            throw MilvusError.Parameter("sort_op: parameter \"null_orders\" requires \"orders\"");
        }

        if (columns.Length > 2)
        {
            throw MilvusError.Parameter($"sort_op: expects at most 2 input columns, got {columns.Length}");
        }

        // Hits with equal values are sorted by key.
        return
        [
            new SortKey(columns[0], parameters.Flag("desc") ?? false),
            new SortKey(columns.ElementAtOrDefault(1) ?? ChainFrame.Id, false),
        ];
    }

    private static SortKey[] ReadSortKeys(string[] columns, string[] orders, ChainParameters parameters)
    {
        var nulls = parameters.Texts("null_orders");
        if (parameters.Has("desc"))
        {
            throw MilvusError.Parameter("sort_op: parameters \"orders\" and \"desc\" cannot be used together");
        }

        if (orders.Length != columns.Length || (nulls ?? orders).Length != columns.Length)
        {
            throw MilvusError.Parameter(
                $"sort_op: orders count ({orders.Length}) and null_orders count must match inputs count ({columns.Length})");
        }

        return
        [
            .. columns.Select(
                (column, place) =>
                {
                    var descending = Choice(orders[place], $"orders[{place}]", "desc", "asc");
                    return new SortKey(
                        column,
                        descending,
                        nulls is null ? descending : Choice(nulls[place], $"null_orders[{place}]", "nulls_first", "nulls_last"));
                }),
        ];
    }

    private static bool Choice(string given, string name, string yes, string no)
    {
        var text = given.Trim().ToLowerInvariant();
        return text == yes || (text == no ? false : throw MilvusError.Parameter($"sort_op: {name} must be \"{no}\" or \"{yes}\""));
    }

    private GroupStep Group(ChainParameters parameters)
    {
        var name = parameters.Text("field") is { Length: > 0 } given
            ? given
            : throw MilvusError.Parameter("group_by_op: field is required");
        Columns.Read(name);
        var field = GroupKey.FieldOf(collection, name)!;
        var scorer = parameters.Text("scorer") ?? "max";
        return new GroupStep(
            field.Name,
            Positive(parameters, "group_size"),
            Positive(parameters, "limit"),
            Offset(parameters),
            scorer switch
            {
                "max" => Enumerable.Max,
                "sum" => Enumerable.Sum,
                "avg" => Enumerable.Average,
                _ => throw MilvusError.Parameter($"invalid group scorer \"{scorer}\", must be max/sum/avg"),
            });
    }

    private static long Positive(ChainParameters parameters, string name) =>
        (parameters.Whole(name) ?? throw parameters.CreateMissing(name)) is > 0 and var number
            ? number
            : throw parameters.CreateWrong(name, "must be positive");

    private static long Offset(ChainParameters parameters) =>
        (parameters.Whole("offset") ?? 0) is >= 0 and var offset ? offset : throw parameters.CreateWrong("offset", "must be non-negative");
}

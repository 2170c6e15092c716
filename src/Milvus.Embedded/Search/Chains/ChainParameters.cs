using Google.Protobuf.Collections;
using Milvus.Embedded.Errors;
using Milvus.Protocol;
using Kind = Milvus.Protocol.FunctionParamValue.ValueOneofCase;

namespace Milvus.Embedded.Search.Chains;

/// <summary>The typed parameters of a function or an operator.</summary>
/// <param name="scope">The name of the function or operator, for errors.</param>
/// <param name="values">The parameters of the request.</param>
internal sealed class ChainParameters(string scope, MapField<string, FunctionParamValue> values)
{
    public IEnumerable<string> Names => values.Keys;

    public bool Has(string name) => values.ContainsKey(name);

    public string? Text(string name) => Find(name) is not { } value ? null
        : value.ValueCase == Kind.StringValue ? value.StringValue : throw CreateWrong(name, "must be a string");

    public bool? Flag(string name) => Find(name) is not { } value ? null
        : value.ValueCase == Kind.BoolValue ? value.BoolValue : throw CreateWrong(name, "must be a bool");

    public double? Number(string name) => Find(name) is { } value ? NumberOf(value) ?? throw CreateWrong(name, "must be a number") : null;

    /// <summary>An integer parameter, which may be sent as a floating-point number; null if there is none.</summary>
    public long? Whole(string name) =>
        Number(name) switch
        {
            null => null,
            var number
                when Find(name)!.ValueCase == Kind.Int64Value
                    || (number == Math.Floor(number.Value) && Math.Abs(number.Value) < long.MaxValue) => Find(name)
                is { ValueCase: Kind.Int64Value } whole
                ? whole.Int64Value
                : (long)number.Value,
            _ => throw CreateWrong(name, "must be an integer"),
        };

    public double[]? Numbers(string name) => Items(name, "a number array") is { } items
        ? [.. items.Select((item, place) => NumberOf(item) ?? throw CreateWrong($"{name}[{place}]", "must be a number"))]
        : null;

    public string[]? Texts(string name) =>
        Items(name, "a string array") is { } items
            ?
            [
                .. items.Select(
                    (item, place) =>
                        item.ValueCase == Kind.StringValue ? item.StringValue : throw CreateWrong($"{name}[{place}]", "must be a string")),
            ]
            : null;

    public MilvusError CreateMissing(string name) => MilvusError.Parameter($"{scope}: missing required parameter \"{name}\"");

    public MilvusError CreateWrong(string name, string rule) => MilvusError.Parameter($"{scope}: parameter \"{name}\" {rule}");

    private static double? NumberOf(FunctionParamValue value) => value.ValueCase switch
    {
        Kind.Int64Value => value.Int64Value,
        Kind.DoubleValue => value.DoubleValue,
        _ => null,
    };

    private RepeatedField<FunctionParamValue>? Items(string name, string what) => Find(name) is not { } value ? null
        : value.ValueCase == Kind.ArrayValue ? value.ArrayValue.Values : throw CreateWrong(name, $"must be {what}");

    private FunctionParamValue? Find(string name) => !values.TryGetValue(name, out var value) ? null
        : value.ValueCase != Kind.None ? value : throw CreateWrong(name, "is unset");
}

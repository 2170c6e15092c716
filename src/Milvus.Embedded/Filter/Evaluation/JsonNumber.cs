namespace Milvus.Embedded.Filter.Evaluation;

internal enum JsonNumberState
{
    Integer,
    Fraction,
    Unknown,
}

/// <summary>A number in JSON, whose type is only known for each row.</summary>
internal readonly record struct JsonNumber(JsonNumberState State, long Integer, double Fraction)
{
    /// <summary>Not a number: a missing key, a text, or an integer divided by zero.</summary>
    public static JsonNumber Unknown { get; } = new(JsonNumberState.Unknown, 0, 0);

    public bool IsNumber => State is JsonNumberState.Integer or JsonNumberState.Fraction;

    public double AsDouble => State == JsonNumberState.Integer ? Integer : Fraction;

    /// <summary>The number truncated to an integer. Milvus computes the modulo of a fraction in JSON this way.</summary>
    public long AsInteger => State == JsonNumberState.Integer ? Integer : (long)Fraction;

    public static JsonNumber Of(long value) => new(JsonNumberState.Integer, value, 0);

    public static JsonNumber Of(double value) => new(JsonNumberState.Fraction, 0, value);
}

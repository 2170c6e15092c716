using Milvus.Client.Schemas;

namespace Milvus.Tests.Schemas;

/// <summary>Default values are sent in the type of their field, and read as values of it.</summary>
public sealed class DefaultValueTests
{
    public static TheoryData<DataType, object, object> Values => new()
    {
        { DataType.Bool, true, true },
        { DataType.Int8, sbyte.MinValue, -128 },
        { DataType.Int16, short.MaxValue, 32767 },
        { DataType.Int32, int.MinValue, int.MinValue },
        { DataType.Int64, long.MaxValue, long.MaxValue },
        { DataType.Int64, "12", 12L },
        { DataType.Float, 0.1, 0.1f },
        { DataType.Double, double.Epsilon, double.Epsilon },
        { DataType.VarChar, "né", "né" },
        { DataType.Geometry, "POINT (1 2)", "POINT (1 2)" },
        { DataType.Timestamptz, "2025-01-02T03:04:05Z", "2025-01-02T03:04:05Z" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void DefaultValue_what_fits_comes_back(DataType type, object given, object expected) =>
        Assert.Equal(expected, DefaultValues.Read(DefaultValues.Write(new Field { Name = "f", Type = type }, given)));

    [Theory]
    [InlineData(DataType.Int32, 2147483648L)]
    [InlineData(DataType.Int64, "x")]
    [InlineData(DataType.FloatVector, 1)]
    public void DefaultValue_what_does_not_fit_is_refused(DataType type, object given)
    {
        var error = Assert.Throws<MilvusException>(() => DefaultValues.Write(new Field { Name = "f", Type = type }, given));

        Assert.Equal((MilvusErrorId.InvalidArgument, "f"), (error.ErrorId, error.Field));
    }

    // Servers store a time in microseconds.
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(1_735_787_045_000_001, "2025-01-02T03:04:05.000001Z")]
    [InlineData(-1_000_000, "1969-12-31T23:59:59Z")]
    public void DefaultValue_time_is_read_as_text(long microseconds, string expected) =>
        Assert.Equal(expected, DefaultValues.Read(new Protocol.ValueField { TimestamptzData = microseconds }));
}

using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Conversions of times to hybrid timestamps and back, without a server.</summary>
public sealed class TimestampTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("ConvertTo-MilvusTimestamp '1970-01-01T00:00:00Z'", 0ul)]
    [InlineData("ConvertTo-MilvusTimestamp '1970-01-01T00:00:00.001Z'", 262144ul)]
    [InlineData("ConvertTo-MilvusTimestamp '1970-01-01T00:00:00.001Z' -Logical 5", 262149ul)]
    [InlineData("ConvertTo-MilvusTimestamp '2026-08-04T12:00:00Z'", 1785844800000ul << 18)]
    public void ConvertTo_MilvusTimestamp_time_becomes_a_timestamp(string line, ulong expected) =>
        Assert.Equal(expected, Assert.Single(_shell.Do(line).Output).BaseObject);

    [Fact]
    public void Timestamp_comes_back_in_UTC()
    {
        var back = (DateTime)
            Assert
                .Single(_shell.Do("ConvertTo-MilvusTimestamp '2026-08-04T12:00:00.123Z' -Logical 7 | ConvertFrom-MilvusTimestamp").Output)
                .BaseObject;

        Assert.Equal(new DateTime(2026, 8, 4, 12, 0, 0, 123, DateTimeKind.Utc), back);
        Assert.Equal(DateTimeKind.Utc, back.Kind);
    }

    [Fact]
    public void ConvertTo_MilvusTimestamp_one_that_cannot_be_leaves_the_others()
    {
        var ran = _shell.Run("[datetime]'1969-12-30', [datetime]'1970-01-03' | ConvertTo-MilvusTimestamp");

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Single(ran.Output);
    }
}

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>Numbers in JSON of rows that are written: a reader must get each as a finite double.</summary>
public sealed class JsonNumberTests : IDisposable
{
    private readonly Engine _engine = new();

    public JsonNumberTests() => Engine.Ok(_engine.Create(
        "c",
        [Schemas.Key(), Schemas.Vector(), Schemas.Field("j", DataType.Json)],
        dynamicField: true));

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("{\"a\":1e400}", "{}", "(j) has a number out of the range of a double: 1e400")]
    [InlineData("[0, -1e309]", "{}", "(j) has a number out of the range of a double: -1e309")]
    [InlineData("1e400", "{}", "(j) has a number out of the range of a double: 1e400")]
    [InlineData("{}", "{\"a\":{\"b\":[1e400]}}", "($meta) has a number out of the range of a double: 1e400")]
    public void Insert_number_beyond_every_double_is_refused_with_its_field(string json, string dynamic, string reason)
    {
        Assert.Contains(reason, Insert(json, dynamic).Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Insert_integer_beyond_every_double_is_refused_and_shown_in_short()
    {
        var digits = new string('9', 400);

        Assert.Contains($": {digits[..40]}…", Insert($"[{digits}]", "{}").Status.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":1.7976931348623157e308}")]
    [InlineData("[-1.7976931348623157e308, 1e-400, 18446744073709551616]")]
    public void Insert_number_of_a_finite_double_is_stored(string json) => Engine.Ok(Insert(json, "{\"k\":1e308}"));

    private MutationResult Insert(string json, string dynamic) => _engine.Insert(
        "c",
        1,
        Data.Longs("id", 1),
        Data.Vectors("v", 4, 1, 2, 3, 4),
        Data.Json("j", json),
        Data.Dynamic(dynamic));
}

using System.Buffers;
using System.Text;
using Milvus.Client.Digests;

namespace Milvus.Tests.Client;

/// <summary>Equal values of JSON have one canonical form, and different ones have different forms.</summary>
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("1", "1e0")]
    [InlineData("0", "-0.0")]
    [InlineData("120", "1.2e2")]
    [InlineData("9007199254740993", "9007199254740993.0")]
    [InlineData("1e22", "10000000000000000000000")]
    [InlineData("-18446744073709551616", "-18446744073709551616.0")]
    [InlineData("0.1", "0.10")]
    [InlineData("0.5", "5e-1")]
    [InlineData("{\"a\":1,\"b\":2}", "{ \"b\": 2, \"a\": 1 }")]
    [InlineData("\"\\u00e9\"", "\"é\"")]
    public void CanonicalJson_equal_values_have_one_form(string one, string other) => Assert.Equal(Form(one), Form(other));

    [Theory]
    [InlineData("12345678901234567890123", "12345678901234567890124")]
    [InlineData("12345678901234567890123", "1.2345678901234568e22")]
    [InlineData("18446744073709551615", "18446744073709551616")]
    [InlineData("9007199254740993", "9007199254740992.0")]
    [InlineData("-12345678901234567890123", "12345678901234567890123")]
    [InlineData("1e400", "1e401")]
    [InlineData("0.1", "0.2")]
    [InlineData("1", "\"1\"")]
    [InlineData("[]", "{}")]
    public void CanonicalJson_different_values_have_different_forms(string one, string other) => Assert.NotEqual(Form(one), Form(other));

    private static string Form(string json)
    {
        var target = new ArrayBufferWriter<byte>();
        CanonicalJson.Write(Encoding.UTF8.GetBytes(json), target);
        return Convert.ToHexString(target.WrittenSpan);
    }
}

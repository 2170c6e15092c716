namespace Milvus.Tests.Peers;

/// <summary>With MILVUS_PEERS=required, tests with a missing peer fail instead of being skipped.</summary>
public sealed class PeerPolicyTests
{
    [Theory]
    [InlineData(null, false, "not there")]
    [InlineData("", false, "not there")]
    [InlineData("optional", false, "not there")]
    [InlineData("optional", true, null)]
    [InlineData("required", false, null)]
    [InlineData("required", true, null)]
    public void PeerPolicy_skips_only_where_the_peer_is_absent_and_not_required(string? value, bool isPresent, string? skip) =>
        Assert.Equal(skip, PeerPolicy.Skip(PeerPolicy.IsRequired(value), isPresent, "not there"));

    [Theory]
    [InlineData("Required")]
    [InlineData("1")]
    [InlineData("true")]
    public void PeerPolicy_other_value_is_an_error(string value)
    {
        var error = Assert.Throws<ArgumentException>(() => PeerPolicy.IsRequired(value));
        Assert.StartsWith($"MILVUS_PEERS is '{value}'. It can be required or optional.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PeerPolicy_decides_for_every_attribute_that_needs_a_peer()
    {
        var absent = Peer.At("Absent", "http://127.0.0.1:9");
        Assert.False(absent.IsPresent);
        var expected = PeerPolicy.Required ? null : "No Absent answers at http://127.0.0.1:9/; set MILVUS_ABSENT_URI.";
        Assert.Equal(expected, absent.Skip("MILVUS_ABSENT_URI"));

        Type[] deciding =
        [
            .. typeof(PeerPolicy).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(FactAttribute)) && !type.IsAbstract)
                .Where(type => type.Namespace == typeof(PeerPolicy).Namespace),
        ];
        Assert.True(deciding.Length >= 5, $"only {deciding.Length} attributes were found");
        foreach (var type in deciding)
        {
            var attribute = (FactAttribute)Activator.CreateInstance(type)!;
            Assert.True(!PeerPolicy.Required || attribute.Skip is null, $"{type.Name} skips although peers are required: {attribute.Skip}");
        }
    }
}

using System.Reflection;
using Milvus.Client;
using Milvus.Protocol;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Client;

public sealed class ServerFeatureTests
{
    private static readonly ServerFeature[] _all =
    [
        .. typeof(ServerFeature).GetProperties(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(property => property.PropertyType == typeof(ServerFeature))
            .Select(property => (ServerFeature)property.GetValue(null)!),
    ];

    [Fact]
    public void ServerFeature_list_of_the_engine_has_every_name_once()
    {
        using var engine = new Engine();

        var told = engine.Client.Connect(new ConnectRequest { ClientInfo = new ClientInfo() }).ServerInfo.Reserved[ServerFeature.ListKey];

        var types = FieldTypes.All.Where(type => type.Since is not null).Select(ServerFeature.NameOf);
        Assert.Equal(
            _all.Select(feature => feature.Name).Concat(types).Order(StringComparer.Ordinal),
            told.Split(',').Order(StringComparer.Ordinal));
    }

    [Theory]
    [Failure("N18")]
    [InlineData("milvus", "2.6.0", nameof(ServerFeature.PartialUpsert), true)]
    [InlineData("milvus", "2.5.9", nameof(ServerFeature.PartialUpsert), false)]
    [InlineData("milvus", null, nameof(ServerFeature.PartialUpsert), true)]
    [InlineData("milvus", null, nameof(ServerFeature.FilterTemplates), false)]
    [InlineData("milvus", "2.5.0", nameof(ServerFeature.FilterTemplates), true)]
    [InlineData("milvus", "2.3.5", nameof(ServerFeature.ReadsAtMoments), false)]
    [InlineData("milvus", "2.5.0", nameof(ServerFeature.FlushDatabase), true)]
    [InlineData("milvus", "2.6.0", nameof(ServerFeature.FlushDatabase), false)]
    [InlineData("milvus", null, nameof(ServerFeature.FlushDatabase), false)]
    [InlineData("milvus", "3.0.0", nameof(ServerFeature.FullPages), false)]
    [InlineData("milvus", "2.3.5", nameof(ServerFeature.RangeSearch), true)]
    [InlineData("zilliz", null, nameof(ServerFeature.PartialUpsert), true)]
    [InlineData("zilliz", null, nameof(ServerFeature.FlushDatabase), false)]
    [InlineData("zilliz", null, nameof(ServerFeature.FullPages), false)]
    [InlineData("lite", "2.6.0", nameof(ServerFeature.FullPages), true)]
    [InlineData("lite", "2.6.0", nameof(ServerFeature.FlushDatabase), false)]
    [InlineData("lite", null, nameof(ServerFeature.DescribedAliases), false)]
    public void ServerFeature_of_a_server_without_a_list_follows_from_type_and_version(
        string type, string? version, string feature, bool expected) =>
        Assert.Equal(expected, Find(feature).IsIn(type, version is null ? null : System.Version.Parse(version)));

    private static ServerFeature Find(string property) =>
        (ServerFeature)typeof(ServerFeature).GetProperty(property, BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
}

using Milvus.Client.Errors;
using Milvus.Client.Reads;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    // Templates came with 2.5; Milvus Lite has none.
    private bool ServerKnowsTemplates => Server.Type is "milvus" or "zilliz" && MilvusVersion >= new Version(2, 5);

    /// <summary>The version of a Milvus server; null when it says none that can be read.</summary>
    private Version? MilvusVersion =>
        System.Version.TryParse(Server.Version.TrimStart('v').Split('-', '+')[0], out var version) ? version : null;

    /// <summary>Whether the server is the embedded engine, in this process or behind a socket.</summary>
    private bool IsEngine => Server.Type == "embedded" || Server.Version.EndsWith("-embedded", StringComparison.Ordinal);

    /// <summary>
    /// Whether the timestamp of an iterator's page is the moment that is read. Milvus 2.3 does not know iterators, and takes it for a
    /// lower bound, as for any read.
    /// </summary>
    private bool ServerReadsAtMoments => Server.Type != "milvus" || MilvusVersion is not { } version || version >= new Version(2, 4);

    /// <summary>
    /// Whether a page with fewer rows than asked for is the last one, and an offset passes over rows only. Not on Milvus: it drops
    /// further rows of a key from a page without filling it up, and ends a page where one segment has no more rows at hand.
    /// </summary>
    private bool ServerFillsPages => IsEngine || Server.Type == "lite";

    /// <summary>Refuses what the server would pass over without a word.</summary>
    /// <exception cref="MilvusException">The server has no such thing.</exception>
    private void Require(ServerAbility ability)
    {
        var lacks = Server.Type switch
        {
            "lite" => !ability.Lite,
            // The engine behind a socket names the contract it speaks, and refuses by name what it does not do.
            "milvus" => !IsEngine && MilvusVersion is { } version && version < ability.Milvus,
            _ => false,
        };
        if (lacks)
        {
            throw new MilvusException(
                MilvusErrorId.NotSupportedByServerVersion,
                $"{Address} ({Server.Version}) does not know "
                    + $"{ability.What}{(Server.Type == "lite" ? string.Empty : $", which came with Milvus {ability.Milvus}")}.")
            {
                RecommendedAction = Advice.For(MilvusErrorId.NotSupportedByServerVersion),
            };
        }
    }
}

using Milvus.Client.Errors;
using Milvus.Client.Reads;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    // Templates came with 2.5; Milvus Lite has none.
    private bool ServerKnowsTemplates => Server.Type is "milvus" or "zilliz" && MilvusVersion >= new Version(2, 5);

    /// <summary>The version of a Milvus server; null when it says none that can be read.</summary>
    private Version? MilvusVersion => System.Version.TryParse(Server.Version.TrimStart('v').Split('-', '+')[0], out var version) ? version : null;

    /// <summary>Refuses what the server would pass over without a word.</summary>
    /// <exception cref="MilvusException">The server has no such thing.</exception>
    private void Require(ServerAbility ability)
    {
        var lacks = Server.Type switch
        {
            "lite" => !ability.Lite,
            // The engine behind a socket names the contract it speaks, and refuses by name what it does not do.
            "milvus" => !Server.Version.EndsWith("-embedded", StringComparison.Ordinal) && MilvusVersion is { } version && version < ability.Milvus,
            _ => false,
        };
        if (lacks)
        {
            throw new MilvusException(
                MilvusErrorId.NotSupportedByServerVersion,
                $"{Address} ({Server.Version}) does not know {ability.What}{(Server.Type == "lite" ? string.Empty : $", which came with Milvus {ability.Milvus}")}.")
            {
                RecommendedAction = Advice.For(MilvusErrorId.NotSupportedByServerVersion),
            };
        }
    }
}

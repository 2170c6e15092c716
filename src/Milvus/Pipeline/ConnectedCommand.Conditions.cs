using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Pipeline;

/// <summary>The filters of cmdlets that select rows of a collection.</summary>
public abstract partial class ConnectedCommand
{
    /// <summary>The filter of -Where for a collection, or else that of -Filter.</summary>
    private protected string? ResolveFilter(MilvusClient client, CallContext context, string collection, string? filter)
    {
        if (Condition is null)
        {
            return filter;
        }

        var schema = Await((call, token) => client.GetSchemaAsync(call, collection, token), context);
        return Condition.Translate(schema, client.Has(ServerFeature.LikePatterns), WriteWarning, WriteVerbose);
    }
}

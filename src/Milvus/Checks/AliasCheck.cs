using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;

namespace Milvus.Checks;

/// <summary>Finds aliases that refer to no collection.</summary>
internal static class AliasCheck
{
    /// <summary>Why an alias cannot be resolved, in the words of the server; null if it refers to a collection.</summary>
    internal static Task<string?> FindFailureAsync(MilvusClient client, CallContext call, string alias, CancellationToken token) =>
        BestEffort.TryReadAsync<string>(
            call,
            $"The collection of alias {alias}",
            async () =>
            {
                try
                {
                    await client.DescribeCollectionAsync(call, alias, token).ConfigureAwait(false);
                    return null;
                }
                catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.CollectionNotFound)
                {
                    return failure.Reason;
                }
            });

    internal static CollectionFinding CreateFinding(string alias, string reason) => new()
    {
        Severity = FindingSeverity.Error,
        Finding = "AliasToNothing",
        Subject = alias,
        Explanation = $"The alias {alias} refers to no collection, so calls with it fail.",
        Cure = $"Remove-MilvusAlias {NameCompleter.Quote(alias)}",
        Fact = new Dictionary<string, object?> { ["Reason"] = reason },
    };
}

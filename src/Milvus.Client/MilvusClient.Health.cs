using Milvus.Client.Calls;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Requests the health of the server. A failure is a result, too, with its reason.</summary>
    internal async Task<Health> GetHealthAsync(CallContext call, bool components, CancellationToken token)
    {
        var health = new Health { Address = Address };
        try
        {
            await AskHealthAsync(call, health, token).ConfigureAwait(false);
            if (components)
            {
                health.Component = await ListComponentsAsync(call, token).ConfigureAwait(false);
            }
        }
        catch (MilvusException e)
        {
            health.Healthy = false;
            health.Reason = [e.Message];
        }

        return health;
    }

    private async Task AskHealthAsync(CallContext call, Health health, CancellationToken token)
    {
        try
        {
            var answer = await CallAsync(call, Rpcs.CheckHealth, new Protocol.CheckHealthRequest(), token).ConfigureAwait(false);
            health.Healthy = answer.IsHealthy;
            health.Reason = [.. answer.Reasons];
            health.Quota = [.. answer.QuotaStates.Select(state => state.ToString())];
        }
        catch (MilvusException e) when (IsMissing(e))
        {
            // The server does not support the call: its answer shows only that it runs.
            await CallAsync(call, Rpcs.GetVersion, new Protocol.GetVersionRequest(), token).ConfigureAwait(false);
            health.Healthy = true;
        }
    }

    private async Task<ComponentState[]> ListComponentsAsync(CallContext call, CancellationToken token)
    {
        try
        {
            var answer = await CallAsync(call, Rpcs.GetComponentStates, new Protocol.GetComponentStatesRequest(), token)
                .ConfigureAwait(false);
            var all = answer.State is null ? answer.SubcomponentStates.AsEnumerable() : answer.SubcomponentStates.Prepend(answer.State);
            return [.. all.Select(ToComponent)];
        }
        catch (MilvusException e) when (IsMissing(e))
        {
            return [];
        }
    }

    /// <summary>Whether the back end does not support the call.</summary>
    private static bool IsMissing(MilvusException failure) =>
        failure.ErrorId is MilvusErrorId.NotSupportedByServerVersion or MilvusErrorId.NotSupportedByEmbedded;

    private static ComponentState ToComponent(Protocol.ComponentInfo info)
    {
        var component = new ComponentState { Role = info.Role, NodeId = info.NodeID, State = info.StateCode.ToString() };
        foreach (var pair in info.ExtraInfo)
        {
            component.Property[pair.Key] = pair.Value;
        }

        return component;
    }
}

namespace Milvus.Module.Tests.Access;

/// <summary>Creates a world for each back end on its first use.</summary>
public sealed class PrivilegeWorlds : IDisposable
{
    private readonly Dictionary<string, PrivilegeWorld> _made = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var world in _made.Values)
        {
            world.Dispose();
        }
    }

    /// <summary>The world of a back end.</summary>
    internal PrivilegeWorld Of(string backend) =>
        _made.TryGetValue(backend, out var world) ? world : _made[backend] = new PrivilegeWorld(backend);
}

namespace Milvus.Pipeline;

/// <summary>The check of connections that are arguments.</summary>
public abstract partial class MilvusCommand
{
    /// <summary>
    /// A variable is null after a Connect-Milvus that failed. The current connection in its place could be another server, on which a
    /// script would write or remove.
    /// </summary>
    private void CheckConnections()
    {
        foreach (var (name, value) in MyInvocation.BoundParameters)
        {
            if (value is null && GetType().GetProperty(name)?.PropertyType == typeof(MilvusConnection))
            {
                throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    $"-{name} is null, so {MyInvocation.MyCommand.Name} does not know its server.")
                {
                    RecommendedAction = $"Check whether Connect-Milvus succeeded. Leave out -{name} to use the default.",
                };
            }
        }
    }
}

namespace Milvus.Tests.ObjectStores;

/// <summary>The clock of the machine, with delays that are a hundred times shorter.</summary>
internal sealed class HastyTime : TimeProvider
{
    private const int Haste = 100;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime / Haste, period);
}

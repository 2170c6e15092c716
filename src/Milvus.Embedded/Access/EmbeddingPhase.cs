using Grpc.Core;

namespace Milvus.Embedded.Access;

/// <summary>
/// Whether a call computes the vectors of its rows. That is before its transaction, so a caller that gives it up then can be sure that
/// nothing is stored.
/// </summary>
internal sealed class EmbeddingPhase
{
    private const string Key = "milvus.embedding";

    private const int Elsewhere = 0;
    private const int Computing = 1;
    private const int GivenUp = 2;

    private int _state;

    /// <summary>The phase of a call, whose caller watches it; one of its own if nobody does.</summary>
    public static EmbeddingPhase Find(ServerCallContext context) =>
        context.UserState.TryGetValue(Key, out var phase) ? (EmbeddingPhase)phase : new EmbeddingPhase();

    /// <summary>Lets a caller watch the phase of a call.</summary>
    public void Attach(ServerCallContext context) => context.UserState[Key] = this;

    /// <summary>Vectors are computed from now on.</summary>
    /// <exception cref="OperationCanceledException">The caller has given up.</exception>
    public void Begin() => Change(Elsewhere, Computing);

    /// <summary>The vectors are there, and rows can be stored from now on.</summary>
    /// <inheritdoc cref="Begin"/>
    public void End() => Change(Computing, Elsewhere);

    /// <summary>Ends a call that computes vectors: it stores nothing any more.</summary>
    /// <returns>False if it does something else, and may have stored something.</returns>
    public bool TryGiveUp() => Interlocked.CompareExchange(ref _state, GivenUp, Computing) is Computing or GivenUp;

    private void Change(int from, int to)
    {
        if (Interlocked.CompareExchange(ref _state, to, from) == GivenUp)
        {
            throw new OperationCanceledException("The caller has given up.");
        }
    }
}

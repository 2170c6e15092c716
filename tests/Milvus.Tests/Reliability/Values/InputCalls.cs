using Milvus.Testing.Inputs;

namespace Milvus.Tests.Reliability.Values;

/// <summary>Calls of the client for generated inputs.</summary>
internal static class InputCalls
{
    /// <summary>Calls the client for an input: the call succeeds, or its error is one of the module.</summary>
    /// <param name="watch">What keeps the time and the memory.</param>
    /// <param name="input">The input, for the message of a failure.</param>
    /// <param name="call">What uses it.</param>
    internal static Task TryCallAsync(this InputWatch watch, Func<string> input, Func<Task> call) => watch.TryAsync(input, async () =>
    {
        try
        {
            await call();
            return true;
        }
        catch (MilvusException exception) when (!exception.Message.StartsWith("The row cannot be read", StringComparison.Ordinal))
        {
            return false;
        }
        catch (Exception exception)
        {
            Assert.Fail($"{input()}: {exception}");
            throw;
        }
    });
}

using Grpc.Core;

namespace Milvus.Tests.Fake;

/// <summary>A call as the fake server received it.</summary>
internal sealed record FakeCall(string Method, Metadata Headers, object Request, DateTime At)
{
    internal string? Header(string name) => Headers.GetValue(name);
}

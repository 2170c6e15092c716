using Milvus.Module.Tests.Fake;

namespace Milvus.Module.Tests.Reference;

/// <summary>What a server answers that has what the engine has not.</summary>
internal static class ReferenceAnswers
{
    internal static void Give(CallLog log)
    {
        // Answers that the engine cannot give stand here, one call each: log.Answer("Name", new NameResponse { … }).
        ArgumentNullException.ThrowIfNull(log);
    }
}

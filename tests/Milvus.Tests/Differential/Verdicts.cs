using Milvus.Protocol;

namespace Milvus.Tests.Differential;

/// <summary>The outcome of a call, in a form that can be compared.</summary>
internal static class Verdicts
{
    /// <summary>A call fails by its code or, from older servers, by the legacy one.</summary>
    public static bool Failed(Status status) => status.Code != 0 || LegacyCode(status) != 0;

    public static void Require(Status status)
    {
        if (Failed(status))
        {
            throw new InvalidOperationException($"code {status.Code}: {status.Reason}");
        }
    }

    private static int LegacyCode(Status status)
    {
#pragma warning disable CS0612 // The legacy code is all that some answers have.
        return (int)status.ErrorCode;
#pragma warning restore CS0612
    }
}

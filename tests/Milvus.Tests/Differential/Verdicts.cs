using Milvus.Protocol;

namespace Milvus.Tests.Differential;

/// <summary>The outcome of a call in a comparable form.</summary>
internal static class Verdicts
{
    /// <summary>A failed call has a code or, on old servers, only the legacy code.</summary>
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
#pragma warning disable CS0612 // Some answers have only the legacy code.
        return (int)status.ErrorCode;
#pragma warning restore CS0612
    }
}

using System.Management.Automation.Host;

namespace Milvus.Values;

/// <summary>The width of the window of a host.</summary>
internal static class ScreenWidth
{
    /// <summary>The number of columns.</summary>
    /// <param name="screen">The screen; null for a host without one.</param>
    /// <param name="otherwise">The number if it is unknown.</param>
    internal static int Find(PSHostRawUserInterface? screen, int otherwise)
    {
        try
        {
            return screen?.WindowSize.Width is > 0 and var columns ? columns : otherwise;
        }
        catch (Exception failure) when (failure is HostException or NotImplementedException or NotSupportedException or IOException)
        {
            // A host without a window.
            return otherwise;
        }
    }
}

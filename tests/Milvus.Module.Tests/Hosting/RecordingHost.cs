using System.Globalization;
using System.Management.Automation.Host;

namespace Milvus.Module.Tests.Hosting;

/// <summary>A host of a fixed width that records its output and answers prompts as the test specifies.</summary>
internal sealed class RecordingHost(int width) : PSHost
{
    internal RecordingInterface Recorded { get; } = new(width);

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "Recording";

    public override PSHostUserInterface UI => Recorded;

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
        // Native programs are not started here.
    }

    public override void NotifyEndApplication()
    {
        // Native programs are not started here.
    }

    public override void SetShouldExit(int exitCode) => throw new InvalidOperationException("No test exits the host.");
}

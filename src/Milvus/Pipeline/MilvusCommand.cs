using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using Milvus.Core.Calls;
using Milvus.Embedders;
using Milvus.Settings;
using Milvus.Values;

namespace Milvus.Pipeline;

/// <summary>
/// The base of all cmdlets: the token that Ctrl-C cancels, the conversion of failures to error records, and a wait that
/// keeps writing the streams. Only the pipeline thread writes.
/// </summary>
public abstract partial class MilvusCommand : PSCmdlet, IDisposable
{
    // How long a call may take to react to its cancellation.
    private const int EndMilliseconds = 500;

    private readonly CancellationTokenSource _stopping = new();
    private readonly PipelineScripts _scripts = new();
    private ParameterReading? _reading;
    private bool _setIsChecked;
    private Activity? _span;
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>The parent span of the calls of this cmdlet.</summary>
    private protected ActivityContext Span => _span?.Context ?? default;

    /// <summary>The lines for the debug stream; null if they would not be shown.</summary>
    private protected ConcurrentQueue<string>? DebugLines =>
        MyInvocation.BoundParameters.TryGetValue("Debug", out var asked) ? (LanguagePrimitives.IsTrue(asked) ? new() : null)
        : GetVariableValue("DebugPreference") is { } preference
        && !preference.ToString()!.Equals(nameof(ActionPreference.SilentlyContinue), StringComparison.OrdinalIgnoreCase)
            ? new()
        : null;

    /// <summary>Cancelled by Ctrl-C.</summary>
    internal CancellationToken StopToken => _stopping.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the resources of the cmdlet.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _scripts.Close();
            _span?.Dispose();
            _stopping.Dispose();
        }
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        // The thread runs other cmdlets of the pipeline in between, so the span must not stay current.
        var outer = Activity.Current;
        _span = Telemetry.Source.StartActivity(MyInvocation.MyCommand.Name);
        Activity.Current = outer;
        Guard(
            () =>
            {
                if (LoadedVersion.FindWarning() is { } warning)
                {
                    WriteWarning(warning);
                }

                CheckConnections();
                // With pipeline input, the first object determines the parameter set.
                if (!MyInvocation.ExpectingInput)
                {
                    CheckParameterSet();
                }

                Reading.Read(MyInvocation.BoundParameters);
                if (MyInvocation.ExpectingInput)
                {
                    PipedSets.Check(GetType(), MyInvocation.BoundParameters);
                }

                Condition = ReadCondition();
                Begin();
            },
            terminating: true);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (!_setIsChecked)
        {
            Guard(CheckParameterSet, terminating: true);
        }

        Guard(CheckPipedNames, terminating: true);
        Guard(Process, terminating: false);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(End, terminating: false);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stopping.Cancel();

    /// <summary>Writes an output with the properties that PowerShell lists.</summary>
    private protected new void WriteObject(object? output) => base.WriteObject(DisplayProperties.AddTo(output));

    /// <summary>The settings of a table parameter in the spelling of servers; null if it was not specified.</summary>
    private protected Dictionary<string, object?>? ReadTable(string parameter) => Reading.GetTable(parameter);

    /// <summary>The settings of a table parameter as text: lists and tables as JSON.</summary>
    private protected Dictionary<string, string> ReadTexts(string parameter) =>
        ReadTable(parameter)?.ToDictionary(pair => pair.Key, pair => WireValue.ToText(pair.Value), StringComparer.Ordinal) ?? [];

    /// <summary>The settings of a table parameter as JSON; null if it was not specified.</summary>
    private protected string? ReadJson(string parameter) => Reading.GetJson(parameter);

    /// <summary>The settings of a parameter that takes several tables; empty if it was not specified.</summary>
    private protected Dictionary<string, object?>[] ReadTables(string parameter) => Reading.GetTables(parameter);

    private void CheckParameterSet()
    {
        ParameterSets.Check(GetType(), ParameterSetName, MyInvocation);
        _setIsChecked = true;
    }

    private ParameterReading Reading => _reading ??= new(this, MyInvocation.MyCommand.Name, new Hints(WriteWarning, WriteVerbose));

    /// <summary>Runs before the first input; a failure ends the pipeline.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Runs for each input; a failure is written and the next input is processed.</summary>
    protected virtual void Process()
    {
    }

    /// <summary>Runs after the last input.</summary>
    protected virtual void End()
    {
    }

    /// <summary>Runs an action for one item; its failure is written with the item as target, and the other items continue.</summary>
    internal void ForItem(object? target, Action action)
    {
        try
        {
            RunAndComplete(action);
        }
        catch (MilvusException failure) when (!EndsPipeline(failure))
        {
            _span?.SetStatus(ActivityStatusCode.Error);
            Report(failure, target);
        }
    }

    /// <summary>
    /// Whether all items fail in the same way: the connection or the database does not exist, or the back end does not support the
    /// call.
    /// </summary>
    private static bool ConcernsAllItems(MilvusException failure) => failure.ErrorId
        is MilvusErrorId.ConnectionNotFound
        or MilvusErrorId.DatabaseNotFound
        or MilvusErrorId.NotSupported
        or MilvusErrorId.NotSupportedByEmbedded
        or MilvusErrorId.NotSupportedByServerVersion;

    /// <summary>Writes an error; an error of all items is written once.</summary>
    private void Report(MilvusException failure, object? target)
    {
        if (!ConcernsAllItems(failure) || _reported.Add($"{failure.ErrorId}: {failure.Message}"))
        {
            var about = FindTarget(failure, target);
            WriteError(ErrorRecords.From(Advise(failure, about), about));
        }
    }

    /// <summary>Without a connection, no item can succeed: the error is written once and ends the pipeline.</summary>
    private static bool EndsPipeline(MilvusException failure) => failure.ErrorId is MilvusErrorId.NotConnected;

    /// <summary>
    /// Waits for a call on the pipeline thread. Ctrl-C cancels it. Meanwhile, its messages and progress are written, and script blocks that
    /// it needs are run.
    /// </summary>
    private protected T Await<T>(Func<CancellationToken, Task<T>> call, CallContext? context = null, WaitDisplay? display = null)
    {
        _stopping.Token.ThrowIfCancellationRequested();
        if (display is not null && display != _shown)
        {
            CompleteProgress();
        }

        using var scripts = _scripts.Enter();
        var task = call(_stopping.Token);
        try
        {
            while (!task.IsCompleted)
            {
                Task.WaitAny([task, _scripts.Arrived], 100);
                _scripts.RunWaiting();
                Flush(context);
                ShowProgress(display);
                if (_stopping.IsCancellationRequested && Task.WaitAny([task], EndMilliseconds) < 0)
                {
                    // The call is abandoned: Ctrl-C must end the cmdlet at once.
                    throw new PipelineStoppedException();
                }
            }

            return task.GetAwaiter().GetResult();
        }
        catch
        {
            EndUnwatched(task);
            throw;
        }
        finally
        {
            Flush(context);
        }
    }

    // A later command of the pipeline has stopped this one, so nobody would see the rest of the call.
    private void EndUnwatched(Task task)
    {
        if (!task.IsCompleted && !_stopping.IsCancellationRequested)
        {
            _stopping.Cancel();
            Task.WaitAny([task], EndMilliseconds);
        }
    }

    private protected void Await(Func<CancellationToken, Task> call, CallContext? context = null, WaitDisplay? display = null) =>
        Await(
            async token =>
            {
                await call(token).ConfigureAwait(false);
                return true;
            },
            context,
            display);

    private void Flush(CallContext? context)
    {
        if (context is null)
        {
            return;
        }

        while (context.Verbose.TryDequeue(out var line))
        {
            WriteVerbose(line);
        }

        while (context.Debug is not null && context.Debug.TryDequeue(out var line))
        {
            WriteDebug(line);
        }

        while (context.Warnings.TryDequeue(out var line))
        {
            WriteWarning(line);
        }
    }

    private void Guard(Action action, bool terminating)
    {
        try
        {
            RunAndComplete(action);
        }
        catch (Exception stop) when (stop is OperationCanceledException or PipelineStoppedException && _stopping.IsCancellationRequested)
        {
            SayWhatIsKept();
            throw new PipelineStoppedException();
        }
        catch (MilvusException failure)
        {
            _span?.SetStatus(ActivityStatusCode.Error);
            if (EndsPipeline(failure) || (terminating && failure.ErrorId != MilvusErrorId.ConnectionNotFound))
            {
                var about = FindTarget(failure, Target);
                ThrowTerminatingError(ErrorRecords.From(Advise(failure, about), about));
            }

            Report(failure, Target);
        }
    }

    /// <summary>The failure with better advice, if the arguments show what is wrong.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">What it is about.</param>
    private protected virtual MilvusException Advise(MilvusException failure, object? target) => failure;

    /// <summary>The target of error records for failures that do not belong to an item.</summary>
    private protected virtual object? Target => null;

    /// <summary>The target of an error record: what the failure is about. A pattern is none, because it names nothing.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">The item of the action, or the names of the cmdlet.</param>
    private protected virtual object? FindTarget(MilvusException failure, object? target) => target switch
    {
        _ when failure is { ErrorId: MilvusErrorId.FieldNotFound, Field: { } field } => field,
        "*" => null,
        string[] { Length: > 1 } names when names.Where(name => failure.Message.Contains(name, StringComparison.Ordinal))
            .ToList() is [var only] => only,
        string[] { Length: 1 } names => FindTarget(failure, names[0]),
        _ => target,
    };
}

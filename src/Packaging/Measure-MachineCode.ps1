<#
.SYNOPSIS
Runs lines that use the module, and counts its methods that were taken from machine code, and those that were compiled at run time.
.DESCRIPTION
The events of the runtime name each method. Generic methods are not counted: those of types of other assemblies are always compiled at run
time. Methods that are compiled a second time, because they are called often, are not counted either.
.PARAMETER Script
The lines. The module must not be loaded before.
#>
[CmdletBinding()]
param([Parameter(Mandatory)] [scriptblock] $Script)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

Add-Type -TypeDefinition @'
using System;
using System.Diagnostics.Tracing;
using System.Threading;

public sealed class MethodCounter : EventListener
{
    private const EventKeywords Methods = (EventKeywords)0x2000000010;
    private const int JitFlag = 8, QuickJit = 3;

    public int Precompiled, Compiled, Events;

    protected override void OnEventSourceCreated(EventSource source)
    {
        if (source.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(source, EventLevel.Verbose, Methods);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs written)
    {
        Interlocked.Increment(ref Events);
        var isEntryPoint = written.EventName.StartsWith("R2RGetEntryPoint", StringComparison.Ordinal)
            && !written.EventName.Contains("Start", StringComparison.Ordinal);
        if (!isEntryPoint && !written.EventName.StartsWith("MethodLoadVerbose", StringComparison.Ordinal))
        {
            return;
        }

        var type = (string)written.Payload[written.PayloadNames.IndexOf("MethodNamespace")];
        if (!type.StartsWith("Milvus.", StringComparison.Ordinal) || type.Contains('`'))
        {
            return;
        }

        if (isEntryPoint)
        {
            Interlocked.Increment(ref Precompiled);
            return;
        }

        var flags = Convert.ToUInt32(written.Payload[written.PayloadNames.IndexOf("MethodFlags")]);
        var signature = (string)written.Payload[written.PayloadNames.IndexOf("MethodSignature")];
        if ((flags & JitFlag) != 0 && ((flags >> 7) & 7) == QuickJit && !signature.Contains("generic", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref Compiled);
        }
    }
}
'@

$counter = [MethodCounter]::new()
try {
    $null = & $Script
    # Another thread delivers the events.
    do {
        $seen = $counter.Events
        Start-Sleep -Milliseconds 200
    } while ($counter.Events -ne $seen)
    [pscustomobject] @{ Precompiled = $counter.Precompiled; Compiled = $counter.Compiled }
}
finally {
    $counter.Dispose()
}

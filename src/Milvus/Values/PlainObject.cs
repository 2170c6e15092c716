using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace Milvus.Values;

/// <summary>Values without the object in which PowerShell wraps what comes from a pipeline or a script block.</summary>
internal static class PlainObject
{
    /// <summary>The value itself. That of [pscustomobject] has no properties: they belong to the wrapping object.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    internal static object? Of(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}

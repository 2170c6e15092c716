using System.Collections.Concurrent;
using System.Reflection;

namespace Milvus.Client.Calls;

/// <summary>
/// Writes the database of a call into its request. Every call also has it in a header, but servers read the header only for some
/// requests, and use the default database, or all databases, for the others.
/// </summary>
internal static class RequestDatabase
{
    // By type of request. Descriptors have it too, but the first use of one parses the whole contract.
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> _fields = new();

    // Here an empty name means all databases.
    private static readonly HashSet<Type> _allWhenEmpty = [typeof(Protocol.FlushAllRequest), typeof(Protocol.GetFlushAllStateRequest)];

    internal static void Fill(object request, string? database)
    {
        if (string.IsNullOrEmpty(database) || _allWhenEmpty.Contains(request.GetType()))
        {
            return;
        }

        var field = _fields.GetOrAdd(request.GetType(), type => type.GetProperty("DbName", typeof(string)));
        if (field?.GetValue(request) is "")
        {
            field.SetValue(request, database);
        }
    }
}

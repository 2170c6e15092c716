using System.Collections.Concurrent;
using System.Reflection;

namespace Milvus.Client.Calls;

/// <summary>
/// Writes the database of a call into its request. Every call carries it in a header, too, but servers read the header only for the
/// requests on a list of theirs, and take the default database, or all of them, for the rest.
/// </summary>
internal static class RequestDatabase
{
    // By type of request. Descriptors would know it too, but the first one asked for reads the whole contract.
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> _fields = new();

    // Here an empty name is a choice of its own: all databases.
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

using Google.Protobuf;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Access;

/// <summary>Reads the objects of a request from the fields that the contract names.</summary>
internal static class RequestObjects
{
    /// <summary>The database whose grants apply to a request.</summary>
    public static string FindDatabase(IMessage request, Call call) =>
        request switch
        {
            // These name the database that is created or dropped. The required privilege is that in the database of the connection.
            CreateDatabaseRequest or DropDatabaseRequest => call.ResolveDatabase(""),
            // Moving a collection to another database requires the privilege in all databases.
            RenameCollectionRequest rename when rename.NewDBName.Length > 0 && rename.NewDBName != call.ResolveDatabase(rename.DbName) =>
                Grant.Any,
            _ => call.ResolveDatabase(
                request.Descriptor.FindFieldByName("db_name") is { } field && field.Accessor.GetValue(request) is string name ? name : ""),
        };

    /// <summary>The names of the objects, each of which requires the privilege; * if the contract names no field.</summary>
    public static IReadOnlyList<string> FindNames(IMessage request, PrivilegeExt extension)
    {
        if (extension.ObjectNameIndexs > 0)
        {
            var names = (IEnumerable<string>)request.Descriptor.FindFieldByNumber(extension.ObjectNameIndexs).Accessor.GetValue(request);
            return names.ToList() is { Count: > 0 } given ? given : [Grant.Any];
        }

        if (extension.ObjectNameIndex <= 0)
        {
            return [Grant.Any];
        }

        return request.Descriptor.FindFieldByNumber(extension.ObjectNameIndex)?.Accessor.GetValue(request) switch
        {
            string name => [name],
            UserEntity user => [user.Name],
            _ => [""],
        };
    }
}

using Google.Protobuf;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Access;

/// <summary>What a request is about, read from the fields that the contract names.</summary>
internal static class RequestObjects
{
    /// <summary>The database whose grants count.</summary>
    public static string Database(IMessage request, Call call) =>
        request switch
        {
            // These name the database they make or drop, and are asked for in the one of the connection.
            CreateDatabaseRequest or DropDatabaseRequest => call.Database(""),
            // To move a collection one has to rule over both.
            RenameCollectionRequest rename when rename.NewDBName.Length > 0 && rename.NewDBName != call.Database(rename.DbName) =>
                Grant.Any,
            _ => call.Database(
                request.Descriptor.FindFieldByName("db_name") is { } field && field.Accessor.GetValue(request) is string name ? name : ""),
        };

    /// <summary>The names of the objects: all of them must be allowed. Where the contract names none, it is any.</summary>
    public static IReadOnlyList<string> Names(IMessage request, PrivilegeExt extension)
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

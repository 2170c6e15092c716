namespace Milvus.Client.Values;

/// <summary>The keys of an answer: all long, or all string.</summary>
internal static class Keys
{
    internal static object[] Read(Protocol.IDs? ids, string method) =>
        ids?.IdFieldCase switch
        {
            null or Protocol.IDs.IdFieldOneofCase.None => [],
            Protocol.IDs.IdFieldOneofCase.IntId => ids.IntId.Data.Select(id => (object)id).ToArray(),
            Protocol.IDs.IdFieldOneofCase.StrId => ids.StrId.Data.Select(id => (object)id).ToArray(),
            _ => throw ScalarReader.CreateProtocolError(
                method,
                string.Empty,
                $"keys of the kind {ids.IdFieldCase}, which this version does not support"),
        };
}

namespace Milvus.Tests.FullText;

using Google.Protobuf;
using Milvus.Protocol;
using Milvus.Tests.Embedded;

/// <summary>Short forms of collections with texts, and of searches by text.</summary>
internal static class TextCollections
{
    public static readonly string[] Documents =
    [
        "the quick brown fox",
        "the lazy dog",
        "quick quick fox jumps over the lazy dog",
        "nothing here",
        "",
    ];

    public static FunctionSchema Bm25(string name, string input, string output) =>
        new() { Name = name, Type = FunctionType.Bm25, InputFieldNames = { input }, OutputFieldNames = { output } };

    public static Status Create(
        MilvusService.MilvusServiceClient client,
        string name,
        IEnumerable<FieldSchema> fields,
        params FunctionSchema[] functions)
    {
        var schema = new CollectionSchema { Name = name };
        schema.Fields.AddRange(fields);
        schema.Functions.AddRange(functions);
        return client.CreateCollection(
            new CreateCollectionRequest
            {
                CollectionName = name,
                Schema = schema.ToByteString(),
                ConsistencyLevel = ConsistencyLevel.Strong,
            });
    }

    /// <summary>Creates a collection with a key `id`, a text `t` with its BM25 vector `s`, and a number `g`; indexed and loaded.</summary>
    public static void CreateLoaded(Engine engine, string name, string analyzer = "{}", params (string Key, string Value)[] index) =>
        CreateLoaded(engine.Client, name, analyzer, index);

    public static void CreateLoaded(
        MilvusService.MilvusServiceClient client,
        string name,
        string analyzer = "{}",
        params (string Key, string Value)[] index)
    {
        Engine.Ok(
            Create(
                client,
                name,
                [
                    Schemas.Key(),
                    Schemas.Field(
                        "t",
                        DataType.VarChar,
                        ("max_length", 1000),
                        ("enable_analyzer", "true"),
                        ("enable_match", "true"),
                        ("analyzer_params", analyzer)),
                    Schemas.Vector("s", DataType.SparseFloatVector),
                    Schemas.Field("g", DataType.Int64),
                ],
                Bm25("f", "t", "s")));
        Engine.Ok(Requests.Index(client, name, "s", "", [("index_type", "SPARSE_INVERTED_INDEX"), ("metric_type", "BM25"), .. index]));
        Engine.Ok(client.LoadCollection(new LoadCollectionRequest { CollectionName = name }));
    }

    /// <summary>Inserts texts with consecutive keys; `g` is the key modulo two.</summary>
    public static void Insert(MilvusService.MilvusServiceClient client, string name, long first, params string[] texts)
    {
        var keys = texts.Select((_, i) => first + i).ToArray();
        Engine.Ok(
            Requests.Insert(
                client,
                name,
                (uint)texts.Length,
                Data.Longs("id", keys),
                Data.Texts("t", texts),
                Data.Longs("g", [.. keys.Select(key => key % 2)])));
    }

    public static SearchResults Search(
        MilvusService.MilvusServiceClient client,
        string name,
        string text,
        int top = 10,
        string filter = "",
        string parameters = "{}",
        string[]? output = null,
        params (string Key, string Value)[] more) =>
        Requests.Search(
            client,
            name,
            "s",
            "BM25",
            top,
            [ByteString.CopyFromUtf8(text)],
            PlaceholderType.VarChar,
            filter,
            parameters,
            output,
            more);
}

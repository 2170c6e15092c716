
namespace Milvus.Tests.Contract;

/// <summary>The wire contract: every message, field number, type, enum value and RPC, in both directions.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Contract_generated_code_is_the_contract()
    {
        var table = Table("contract.tsv");
        var code = ContractFacts.OfGeneratedCode();
        Assert.Equal(149, table.Count(fact => fact.StartsWith("rpc\tmilvus.proto.milvus.MilvusService\t", StringComparison.Ordinal)));
        Assert.Empty(table.Except(code).Order(StringComparer.Ordinal));
        Assert.Empty(code.Except(table).Order(StringComparer.Ordinal));
    }

    [PythonFact]
    public async Task Contract_generated_code_holds_all_that_pymilvus_carries()
    {
        var peer = (await PeerPython.RunAsync(Script)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var code = ContractFacts.OfGeneratedCode();
        Assert.Equal(144, peer.Count(fact => fact.StartsWith("rpc\tmilvus.proto.milvus.MilvusService\t", StringComparison.Ordinal)));
        Assert.True(peer.Length > 2000, $"Only {peer.Length} facts.");
        Assert.Empty(peer.Except(code).Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Table(string name) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Contract", name))
        .Where(line => line.Length > 0)
        .ToHashSet(StringComparer.Ordinal);

    private const string Script = """
        from google.protobuf import descriptor as d, descriptor_pool
        from pymilvus.grpc_gen import milvus_pb2, schema_pb2, common_pb2, feder_pb2, msg_pb2, rg_pb2

        scalars = {getattr(d.FieldDescriptor, n): n[5:].lower() for n in dir(d.FieldDescriptor) if n.startswith("TYPE_")}
        facts = set()

        def enums(types):
            for t in types:
                for v in t.values:
                    facts.add(f"enum\t{t.full_name}\t{v.name}\t{v.number}")

        def message(m):
            facts.add(f"message\t{m.full_name}")
            for f in m.fields:
                one = f.containing_oneof
                optional = one is not None and len(one.fields) == 1 and one.name == "_" + f.name
                kind = "repeated" if f.is_repeated else "optional" if optional else f"oneof {one.name}" if one else "single"
                kind_of = f.message_type.full_name if f.message_type else f.enum_type.full_name if f.enum_type else scalars[f.type]
                facts.add(f"field\t{m.full_name}\t{f.name}\t{f.number}\t{kind} {kind_of}")
            enums(m.enum_types)
            for n in m.nested_types:
                message(n)

        for module in (milvus_pb2, schema_pb2, common_pb2, feder_pb2, msg_pb2, rg_pb2):
            f = module.DESCRIPTOR
            enums(f.enum_types_by_name.values())
            for m in f.message_types_by_name.values():
                message(m)
            for s in f.services_by_name.values():
                for r in s.methods:
                    i = ("stream " if r.client_streaming else "") + r.input_type.full_name
                    o = ("stream " if r.server_streaming else "") + r.output_type.full_name
                    facts.add(f"rpc\t{s.full_name}\t{r.name}\t{i}\t{o}")

        print("\n".join(sorted(facts)))
        """;
}

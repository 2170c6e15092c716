using System.Reflection;
using Google.Protobuf.Reflection;
using Milvus.Protocol;
using FieldType = Google.Protobuf.Reflection.FieldType;

namespace Milvus.Tests.Contract;

/// <summary>The facts of the generated code, one per line, in the format of contract.tsv.</summary>
internal static class ContractFacts
{
    internal static SortedSet<string> OfGeneratedCode()
    {
        var facts = new SortedSet<string>(StringComparer.Ordinal);
        var files = typeof(MilvusService).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>();
        foreach (var file in files)
        {
            AddEnums(facts, file.EnumTypes);
            foreach (var message in file.MessageTypes)
            {
                Add(facts, message);
            }

            foreach (var method in file.Services.SelectMany(service => service.Methods))
            {
                facts.Add(
                    $"rpc\t{method.Service.FullName}\t{method.Name}\t{Stream(method.IsClientStreaming)}{method.InputType.FullName}\t"
                        + $"{Stream(method.IsServerStreaming)}{method.OutputType.FullName}");
            }
        }

        return facts;
    }

    private static void Add(SortedSet<string> facts, MessageDescriptor message)
    {
        facts.Add($"message\t{message.FullName}");
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            var kind = field.IsRepeated || field.IsMap ? "repeated"
                : field.RealContainingOneof is { } oneof ? $"oneof {oneof.Name}"
                : field.ContainingOneof is not null ? "optional"
                : "single";
            facts.Add(FormattableString.Invariant($"field\t{message.FullName}\t{field.Name}\t{field.FieldNumber}\t{kind} {TypeOf(field)}"));
        }

        AddEnums(facts, message.EnumTypes);
        foreach (var nested in message.NestedTypes)
        {
            Add(facts, nested);
        }
    }

    private static void AddEnums(SortedSet<string> facts, IEnumerable<EnumDescriptor> enums)
    {
        foreach (var value in enums.SelectMany(type => type.Values))
        {
            facts.Add(FormattableString.Invariant($"enum\t{value.EnumDescriptor.FullName}\t{value.Name}\t{value.Number}"));
        }
    }

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message or FieldType.Group => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        var scalar => scalar.ToString().ToLowerInvariant(),
    };

    private static string Stream(bool streams) => streams ? "stream " : string.Empty;
}

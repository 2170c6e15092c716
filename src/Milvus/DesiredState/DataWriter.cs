using System.Collections;
using System.Globalization;
using System.Text;
using Milvus.Names;

namespace Milvus.DesiredState;

/// <summary>Writes a state as a PowerShell data file.</summary>
internal static class DataWriter
{
    private const string Indent = "    ";

    internal static string Write(StateObject state)
    {
        var text = new StringBuilder();
        WriteObject(text, state, string.Empty);
        return text.AppendLine().ToString();
    }

    private static void WriteObject(StringBuilder text, StateObject state, string indent)
    {
        text.AppendLine("@{");
        foreach (var key in state.Kind.Keys.Where(key => state.Has(key.Name)))
        {
            text.Append(indent).Append(Indent).Append(key.Name).Append(" = ");
            WriteValue(text, state.Find(key.Name)!, indent + Indent);
            text.AppendLine();
        }

        text.Append(indent).Append('}');
    }

    private static void WriteValue(StringBuilder text, object value, string indent)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, string> table:
                WriteTable(text, table, indent);
                return;
            case IEnumerable<StateObject> items:
                WriteList(text, items, indent);
                return;
            case string plain:
                text.Append(QuotedText.Of(plain));
                return;
            case IEnumerable names:
                text.Append("@(").AppendJoin(", ", names.Cast<object>().Select(name => QuotedText.Of((string)name))).Append(')');
                return;
            default:
                text.Append(ToLiteral(value));
                return;
        }
    }

    private static void WriteTable(StringBuilder text, IReadOnlyDictionary<string, string> table, string indent)
    {
        text.AppendLine("@{");
        foreach (var (name, value) in table)
        {
            text.Append(indent).Append(Indent).Append(QuotedText.Of(name)).Append(" = ").AppendLine(QuotedText.Of(value));
        }

        text.Append(indent).Append('}');
    }

    private static void WriteList(StringBuilder text, IEnumerable<StateObject> items, string indent)
    {
        if (!items.Any())
        {
            text.Append("@()");
            return;
        }

        text.AppendLine("@(");
        foreach (var item in items)
        {
            text.Append(indent).Append(Indent);
            WriteObject(text, item, indent + Indent);
            text.AppendLine();
        }

        text.Append(indent).Append(')');
    }

    private static string ToLiteral(object value) => value switch
    {
        bool flag => flag ? "$true" : "$false",
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Enum word => QuotedText.Of(word.ToString()),
        _ => System.Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    // PowerShell takes typographic quotes for quotes, too.
}

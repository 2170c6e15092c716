using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Milvus.Protocol;

namespace Milvus.Client.Tracing;

/// <summary>
/// Writes the values of a request or an answer into a trace, as JSON with the names of the contract. Secrets become ***: fields and
/// parameters whose names say that they are one, users in addresses, and the secrets of the connection.
/// </summary>
/// <param name="hideSecrets">Masks the secrets of the connection.</param>
internal sealed partial class TracedValues(Func<string, string> hideSecrets)
{
    private const string Mask = "***";
    private const string KeyName = "key";
    private const string ValueName = "value";

    private static readonly JsonFormatter _formatter = new(JsonFormatter.Settings.Default);

    /// <summary>Writes a property with the values.</summary>
    /// <param name="writer">The line.</param>
    /// <param name="name">The name of the property.</param>
    /// <param name="message">The request or the answer; nothing is written for null.</param>
    internal void Write(Utf8JsonWriter writer, string name, object? message)
    {
        if (message is not IMessage known)
        {
            return;
        }

        using var parsed = JsonDocument.Parse(hideSecrets(_formatter.Format(known)));
        writer.WritePropertyName(name);
        Write(writer, parsed.RootElement, isSecret: false);
        if (known is CreateCollectionRequest request)
        {
            // Its schema is bytes, which would hide the parameters of its functions.
            Write(writer, "schema", CollectionSchema.Parser.ParseFrom(request.Schema));
        }
    }

    private void Write(Utf8JsonWriter writer, JsonElement value, bool isSecret)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, isSecret);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(isSecret ? Mask : UserInAddress().Replace(value.GetString()!, "$1***@"));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void WriteObject(Utf8JsonWriter writer, JsonElement value)
    {
        // Parameters are pairs of a key and a value.
        var hasSecretKey = value.TryGetProperty(KeyName, out var key) && key.ValueKind == JsonValueKind.String
            && IsSecret(key.GetString()!);
        writer.WriteStartObject();
        foreach (var property in value.EnumerateObject())
        {
            if (property.NameEquals("schema") && property.Value.ValueKind == JsonValueKind.String)
            {
                continue;
            }

            writer.WritePropertyName(property.Name);
            if (property.NameEquals("jsonData"))
            {
                WriteTexts(writer, property.Value);
            }
            else
            {
                Write(writer, property.Value, IsSecret(property.Name) || (hasSecretKey && property.NameEquals(ValueName)));
            }
        }

        writer.WriteEndObject();
    }

    // JSON and dynamic keys are bytes of the contract, but texts for a reader.
    private void WriteTexts(Utf8JsonWriter writer, JsonElement column)
    {
        writer.WriteStartArray();
        foreach (var text in column.TryGetProperty("data", out var data) ? data.EnumerateArray() : [])
        {
            writer.WriteStringValue(hideSecrets(Encoding.UTF8.GetString(text.GetBytesFromBase64())));
        }

        writer.WriteEndArray();
    }

    private static bool IsSecret(string name) => SecretName().IsMatch(name);

    [GeneratedRegex("passw|secret|credential|api_?key|token|signature|authorization|(^|_)sas(_|$)", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("(\\w://)[^/@\\s]+@")]
    private static partial Regex UserInAddress();
}

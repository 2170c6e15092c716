using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Milvus.DesiredState;

/// <summary>Whether a present value is the desired one. Servers return values in other spellings than they got them.</summary>
internal static class StateEquality
{
    /// <summary>Compares the values of a key. What a server does not return is empty, false or a list without entries.</summary>
    internal static bool IsSame(StateKey key, object desired, object? present) => key.Value switch
    {
        StateValue.Boolean => (bool)desired == present is true,
        StateValue.Text => (string)desired == (present as string ?? string.Empty),
        StateValue.Choice => ((string)desired).Equals(present as string ?? string.Empty, StringComparison.OrdinalIgnoreCase),
        StateValue.Literal => present is not null && IsSameLiteral(desired, present),
        StateValue.Names => ((IReadOnlyList<string>)desired).SequenceEqual(present as IReadOnlyList<string> ?? []),
        _ => Equals(desired, present),
    };

    /// <summary>Compares texts of a table: as they are, as booleans, as numbers, or as JSON.</summary>
    internal static bool IsSameText(string desired, string present) =>
        desired == present
        || (bool.TryParse(desired, out var flag) && bool.TryParse(present, out var other) && flag == other)
        || (TryReadNumber(desired, out var number) && TryReadNumber(present, out var second) && number.Equals(second))
        || (desired.Length > 0 && desired[0] is '{' or '[' && IsSameJson(desired, present));

    private static bool IsSameLiteral(object desired, object present) => (desired, present) switch
    {
        (bool, bool) or (string, string) => Equals(desired, present),
        (bool or string, _) or (_, bool or string) => false,
        (_, float single) => ToNumber<float>(desired).Equals(single),
        _ => ToNumber<double>(desired).Equals(ToNumber<double>(present)),
    };

    private static T ToNumber<T>(object value)
        where T : struct => (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture);

    private static bool TryReadNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static bool IsSameJson(string desired, string present)
    {
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(desired), JsonNode.Parse(present));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

namespace Milvus.Embedded.Filter.RegularExpressions;

/// <summary>A regular expression that is malformed, or that cannot be matched in linear time.</summary>
internal sealed class RegexException(string message, string part) : Exception($"error parsing regexp: {message}: `{part}`");

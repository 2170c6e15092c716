using System.Net;
using System.Security;

namespace Milvus.Core.Embedding;

/// <summary>The key of an endpoint and the header that it is sent in. It is text only while a request is made.</summary>
internal sealed class EndpointKey
{
    private const string Authorization = "Authorization";

    private readonly SecureString _key;
    private readonly string _header;

    /// <param name="key">The key.</param>
    /// <param name="header">The header for the bare key; null for Authorization: Bearer.</param>
    /// <exception cref="MilvusException">A header cannot have them.</exception>
    internal EndpointKey(SecureString key, string? header)
    {
        (_key, _header) = (key, header ?? Authorization);
        if (Text.Length == 0 || Text.Any(letter => letter is <= ' ' or > '~'))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "The API key is empty, or has a blank, a line break or a letter that the header of a request cannot have.")
            {
                RecommendedAction = "Pass the key alone, without the word Bearer and without the line break of a file.",
            };
        }

        if (!_header.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{_header}' is not the name of a header.")
            {
                RecommendedAction = "Use the name that the endpoint documents, for example api-key.",
            };
        }
    }

    private string Text => new NetworkCredential(string.Empty, _key).Password;

    internal void AddTo(HttpRequestMessage request) => request.Headers.TryAddWithoutValidation(
        _header,
        _header.Equals(Authorization, StringComparison.OrdinalIgnoreCase) ? $"Bearer {Text}" : Text);

    /// <summary>A text of the endpoint without the key.</summary>
    internal string Hide(string text) => text.Replace(Text, "***", StringComparison.Ordinal);
}

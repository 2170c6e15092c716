namespace Milvus.Core.Embedding;

/// <summary>The address of the embeddings call, from the address that the user specified.</summary>
internal sealed class EndpointAddress
{
    private const string Call = "/embeddings";

    private EndpointAddress(Uri uri) => Uri = uri;

    /// <summary>The address of the call, with the query of the user, for example api-version.</summary>
    internal Uri Uri { get; }

    internal bool IsLoopback => Uri.IsLoopback;

    internal bool IsTls => Uri.Scheme == Uri.UriSchemeHttps;

    /// <summary>The address for messages: a query may have a key.</summary>
    public override string ToString() => Uri.GetLeftPart(UriPartial.Path);

    /// <exception cref="MilvusException">It is not an address of HTTP, or has a user or a password.</exception>
    internal static EndpointAddress Parse(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            throw CreateError("The address of an embedder looks like http://localhost:11434/v1 or https://host/v1.", null);
        }

        if (uri.UserInfo.Length > 0)
        {
            throw CreateError($"The address of {uri.Host} has a user or a password.", "Remove them, and pass a key with -ApiKey.");
        }

        var path = uri.AbsolutePath.TrimEnd('/');
        return new EndpointAddress(new UriBuilder(uri)
        {
            Path = path.EndsWith(Call, StringComparison.OrdinalIgnoreCase) ? path : path + Call,
            Fragment = string.Empty,
        }.Uri);
    }

    /// <summary>
    /// The target of a redirect. Another host would receive texts, and perhaps the key, that the user did not send to it.
    /// </summary>
    /// <exception cref="MilvusException">It leads to another host, or nowhere.</exception>
    internal Uri Follow(Uri from, Uri? location)
    {
        if (location is null)
        {
            throw EmbedderErrors.CreateFailed($"{this} redirects without a target.");
        }

        var target = new Uri(from, location);
        return target.Scheme == Uri.Scheme && target.Authority == Uri.Authority
            ? target
            : throw EmbedderErrors.CreateFailed(
                $"{this} redirects to {target.GetLeftPart(UriPartial.Authority)}, which is another server. Nothing was sent to it.",
                "If that server is right, pass its address with -Uri.");
    }

    private static MilvusException CreateError(string message, string? action) =>
        new(MilvusErrorId.InvalidArgument, message) { RecommendedAction = action };
}

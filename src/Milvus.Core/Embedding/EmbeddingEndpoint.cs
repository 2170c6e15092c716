using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Milvus.Core.Embedding;

/// <summary>
/// A model behind the embeddings call of OpenAI: POST …/embeddings with model, input and, if it was specified, dimensions. A busy or
/// failing endpoint is asked again within one time budget.
/// </summary>
internal sealed class EmbeddingEndpoint : IEmbeddingSource
{
    private const int MaxRedirects = 3;

    private readonly EmbeddingRequest _request;
    private readonly EndpointAddress _address;
    private readonly EndpointKey? _key;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    /// <param name="address">The address of the call.</param>
    /// <param name="model">The name of the model.</param>
    /// <param name="dimension">The dimension to ask for; null for that of the model.</param>
    /// <param name="key">The key and its header; null for none.</param>
    /// <param name="timeout">The time budget of a request with its repetitions.</param>
    /// <param name="time">The clock of the budget and of the pauses; that of the system when left out.</param>
    internal EmbeddingEndpoint(
        EndpointAddress address,
        string model,
        int? dimension,
        EndpointKey? key,
        TimeSpan timeout,
        TimeProvider? time = null)
    {
        (_address, _key, _timeout, _time) = (address, key, timeout, time ?? TimeProvider.System);
        _request = new EmbeddingRequest(model, dimension);
        _http = EndpointConnections.Find(address.IsLoopback);
    }

    /// <inheritdoc/>
    public string Place => _address.ToString();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingCall call, CancellationToken token)
    {
        var body = _request.Write(texts);
        var budget = new EmbeddingBudget(_address, _timeout, call, _time);
        using var ending = new CancellationTokenSource(budget.Left, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, ending.Token);
        EndpointFailure? last = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (vectors, failure) = await PostAsync(body, texts.Count, either.Token).ConfigureAwait(false);
                if (failure is null)
                {
                    call.Tell?.Invoke(string.Create(
                        CultureInfo.InvariantCulture, $"POST {_address}: texts that became vectors: {texts.Count}"));
                    return vectors;
                }

                last = failure;
                var pause = budget.ChoosePause(last, attempt);
                call.Tell?.Invoke(string.Create(
                    CultureInfo.InvariantCulture,
                    $"POST {_address}: attempt {attempt} failed ({last.Message}); again in {pause.TotalMilliseconds:0} ms"));
                await Task.Delay(pause, _time, either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!token.IsCancellationRequested)
            {
                throw budget.CreateTimeout(last);
            }
        }
    }

    private async Task<(IReadOnlyList<float[]> Vectors, EndpointFailure? Failure)> PostAsync(
        byte[] body, int texts, CancellationToken token)
    {
        var target = _address.Uri;
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                using var request = CreateRequest(target, body);
                using var response = await _http.SendAsync(request, token).ConfigureAwait(false);
                if (response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                {
                    if (redirects == MaxRedirects)
                    {
                        return ([], EndpointFailure.OfRedirects(_address, response, redirects));
                    }

                    target = _address.Follow(target, response.Headers.Location);
                    continue;
                }

                var content = await EndpointConnections.ReadAsync(response, _address, token).ConfigureAwait(false);
                return response.IsSuccessStatusCode
                    ? (EmbeddingAnswer.Read(content, texts, _address), null)
                    : ([], EndpointFailure.OfStatus(_address, response, content, _key, _time));
            }
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return ([], EndpointFailure.OfConnection(_address, broken));
        }
    }

    private HttpRequestMessage CreateRequest(Uri target, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _key?.AddTo(request);
        return request;
    }
}

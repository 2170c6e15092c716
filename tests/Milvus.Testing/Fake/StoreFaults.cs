using Microsoft.AspNetCore.Http;

namespace Milvus.Testing.Fake;

/// <summary>Faults of a fake object store: each answers the next request of its operation instead of the store.</summary>
internal sealed class StoreFaults
{
    private readonly List<(string Operation, Func<HttpContext, Task> Answer)> _next = [];

    /// <summary>Adds a fault for the next request of an operation, or for several.</summary>
    internal void Add(string operation, Func<HttpContext, Task> answer, int times = 1)
    {
        lock (_next)
        {
            _next.AddRange(Enumerable.Repeat((operation, answer), times));
        }
    }

    /// <summary>An answer with a status, and an error document if there is a code.</summary>
    internal void Add(string operation, int status, string? code = null, int times = 1, params (string Name, string Value)[] headers) =>
        Add(
            operation,
            context =>
            {
                foreach (var (name, value) in headers)
                {
                    context.Response.Headers[name] = value;
                }

                return WriteErrorAsync(context, status, code);
            },
            times);

    /// <summary>A connection that breaks while the body is read.</summary>
    internal void AddCut(string operation, int times = 1) =>
        Add(
            operation,
            async context =>
            {
                await context.Request.Body.ReadExactlyAsync(new byte[1000]);
                context.Abort();
            },
            times);

    internal static async Task WriteErrorAsync(HttpContext context, int status, string? code, string more = "")
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-amz-request-id"] = "request-7";
        if (code is not null && context.Request.Method != "HEAD")
        {
            await context.Response.WriteAsync(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    + $"<Error><Code>{code}</Code><Message>The message of {code}.</Message>{more}</Error>");
        }
    }

    internal Func<HttpContext, Task>? Take(string operation)
    {
        lock (_next)
        {
            var at = _next.FindIndex(fault => fault.Operation == operation);
            if (at < 0)
            {
                return null;
            }

            var answer = _next[at].Answer;
            _next.RemoveAt(at);
            return answer;
        }
    }
}

/// <summary>An object of a fake store.</summary>
internal sealed record FakeObject(byte[] Content, string? Sha256);

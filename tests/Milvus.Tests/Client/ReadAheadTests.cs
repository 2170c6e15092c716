using System.Runtime.CompilerServices;
using Milvus.Client.Reads;

namespace Milvus.Tests.Client;

/// <summary>Pages that are requested while the one before is used.</summary>
public sealed class ReadAheadTests
{
    private readonly List<int> _requested = [];
    private readonly TaskCompletionSource[] _asked = [.. Enumerable.Range(0, 10).Select(_ => new TaskCompletionSource())];
    private bool _cancelled;

    [Fact]
    public async Task ReadAhead_first_page_alone_requests_no_other()
    {
        await foreach (var page in ReadAhead.AfterAsync(PagesAsync(9), 1, CancellationToken.None))
        {
            Assert.Equal(1, page);
            break;
        }

        Assert.Equal([1], _requested);
    }

    [Fact]
    public async Task ReadAhead_third_page_is_requested_while_the_second_is_used()
    {
        var used = new List<int>();
        await foreach (var page in ReadAhead.AfterAsync(PagesAsync(5), 1, CancellationToken.None))
        {
            used.Add(page);
            if (page is > 1 and < 5)
            {
                await _asked[page + 1].Task.WaitAsync(TimeSpan.FromSeconds(30));
            }
        }

        Assert.Equal([1, 2, 3, 4, 5], used);
        Assert.Equal([1, 2, 3, 4, 5], _requested);
    }

    [Fact]
    public async Task ReadAhead_end_of_the_enumeration_cancels_the_request_and_waits_for_its_end()
    {
        await foreach (var page in ReadAhead.AfterAsync(PagesAsync(9, stuck: 3), 1, CancellationToken.None))
        {
            if (page == 2)
            {
                await _asked[3].Task.WaitAsync(TimeSpan.FromSeconds(30));
                break;
            }
        }

        Assert.True(_cancelled);
    }

    [Fact]
    public async Task ReadAhead_error_comes_after_the_pages_before_it()
    {
        var used = new List<int>();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var page in ReadAhead.AfterAsync(PagesAsync(9, broken: 4), 1, CancellationToken.None))
            {
                used.Add(page);
            }
        });

        Assert.Equal(("page 4", "1 2 3"), (error.Message, string.Join(' ', used)));
    }

    [Fact]
    public async Task ReadAhead_cancelled_read_ends()
    {
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in ReadAhead.AfterAsync(PagesAsync(9, stuck: 3), 1, cancel.Token))
            {
                if (page == 2)
                {
                    await _asked[3].Task.WaitAsync(TimeSpan.FromSeconds(30));
                    await cancel.CancelAsync();
                }
            }
        });

        Assert.True(_cancelled);
    }

    private async IAsyncEnumerable<int> PagesAsync(
        int count,
        int stuck = 0,
        int broken = 0,
        [EnumeratorCancellation] CancellationToken token = default)
    {
        for (var page = 1; page <= count; page++)
        {
            _requested.Add(page);
            _asked[page].SetResult();
            if (page == stuck)
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                catch (OperationCanceledException)
                {
                    _cancelled = true;
                    throw;
                }
            }

            if (page == broken)
            {
                throw new InvalidOperationException($"page {page}");
            }

            yield return page;
        }
    }
}

namespace Milvus.Tests.ObjectStores;

/// <summary>Uploads to a store that checks signatures and checksums, and fails in many ways.</summary>
public sealed class S3UploadTests : IDisposable
{
    private readonly UploadWorld _world = new() { StallLimit = TimeSpan.FromSeconds(2) };

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(UploadWorld.PartSize, 1)]
    [InlineData(UploadWorld.PartSize + 1, 2)]
    [InlineData((2 * UploadWorld.PartSize) + 77, 3)]
    public async Task FileUpload_object_has_the_bytes_of_the_file(int length, int parts)
    {
        var path = _world.CreateFile(length);

        var sent = await _world.SendAsync(path);

        Assert.Equal(await File.ReadAllBytesAsync(path), _world.Stored);
        Assert.Equal(("some/where/rows.parquet", parts, false, (long)length), (sent.File, sent.Parts, sent.Skipped, sent.Length));
        Assert.Empty(_world.Server.Uploads);
    }

    [Theory]
    [InlineData("a b+c&d=e%2F[1].parquet")]
    [InlineData("日本 ü'()!*.parquet")]
    [InlineData("..a~-_.$@:,;.parquet")]
    public async Task FileUpload_names_with_special_characters_have_valid_signatures(string name)
    {
        using var world = new UploadWorld { Name = name };
        var path = world.CreateFile(10);

        var sent = await world.SendAsync(path);

        Assert.Equal(10, world.Stored.Length);
        Assert.Equal("some/where/" + name, sent.File);
    }

    [Fact]
    public async Task FileUpload_same_file_again_is_not_sent_and_another_one_is_refused_unless_replaced()
    {
        var path = _world.CreateFile(100);
        await _world.SendAsync(path);

        Assert.True((await _world.SendAsync(path)).Skipped);
        _world.CreateFile(100);
        var error = await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(path));
        Assert.Equal(MilvusErrorId.AlreadyExists, error.ErrorId);
        Assert.False((await _world.SendAsync(path, replace: true)).Skipped);
        Assert.Equal(await File.ReadAllBytesAsync(path), _world.Stored);
    }

    [Theory]
    [InlineData("Head", 500, "InternalError")]
    [InlineData("Begin", 503, "SlowDown")]
    [InlineData("Part", 500, "InternalError")]
    [InlineData("Part", 503, "ServiceUnavailable")]
    [InlineData("Part", 400, "RequestTimeout")]
    [InlineData("Part", 429, null)]
    [InlineData("Part", 502, null)]
    [InlineData("Complete", 200, "InternalError")]
    [InlineData("Complete", 503, "SlowDown")]
    public async Task FileUpload_transient_error_is_repeated_for_its_request_only(string operation, int status, string? code)
    {
        var path = _world.CreateFile(UploadWorld.PartSize * 2);
        _world.Server.Faults.Add(operation, status, code, 2);

        await _world.SendAsync(path);

        Assert.Equal(await File.ReadAllBytesAsync(path), _world.Stored);
        var expected = new Dictionary<string, int> { ["Head"] = 2, ["Begin"] = 1, ["Part"] = 2, ["Complete"] = 1 };
        expected[operation] += 2;
        Assert.Equal(expected, _world.Server.Operations.GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count()));
    }

    [Fact]
    public async Task FileUpload_connections_that_break_and_stores_that_stall_are_repeated()
    {
        var path = _world.CreateFile(UploadWorld.PartSize * 2);
        _world.Server.Faults.AddCut("Part");
        _world.Server.Faults.Add("Part", context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        await _world.SendAsync(path);

        Assert.Equal(await File.ReadAllBytesAsync(path), _world.Stored);
        Assert.Equal(4, _world.Server.Operations.Count(name => name == "Part"));
    }

    [Fact]
    public async Task FileUpload_lost_answer_of_the_completion_is_not_an_error_if_the_object_is_there()
    {
        var path = _world.CreateFile(UploadWorld.PartSize + 1);
        _world.Server.Faults.Add("Complete", context =>
        {
            // The store completed the upload, and its answer is lost.
            var (id, parts) = _world.Server.Uploads.Single();
            _world.Server.Objects[$"{S3Server.Bucket}/some/where/rows.parquet"] = new([.. parts[1], .. parts[2]], id.Split('.')[1]);
            _world.Server.Uploads.Clear();
            context.Abort();
            return Task.CompletedTask;
        });

        await _world.SendAsync(path);

        Assert.Equal(await File.ReadAllBytesAsync(path), _world.Stored);
    }

    [Fact]
    public async Task FileUpload_store_that_lost_the_upload_is_an_error()
    {
        _world.Server.Faults.Add("Complete", 404, "NoSuchUpload");

        var error = await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(_world.CreateFile(UploadWorld.PartSize + 1)));

        Assert.Equal(MilvusErrorId.ProtocolError, error.ErrorId);
        Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileUpload_redirect_to_another_address_is_followed_with_a_signature_of_its_own()
    {
        using var other = new S3Server();
        _world.Server.Faults.Add("Put", 307, "TemporaryRedirect", 1, ("Location", $"{other.Uri}a-bucket/some/where/rows.parquet"));

        var error = await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(_world.CreateFile(10)));

        // The other store has it, and the first one does not list it.
        Assert.Equal(10, other.Objects["a-bucket/some/where/rows.parquet"].Content.Length);
        Assert.Equal(MilvusErrorId.ProtocolError, error.ErrorId);
    }

    [Fact]
    public async Task FileUpload_redirects_without_end_are_an_error()
    {
        _world.Server.Faults.Add("Put", 307, "TemporaryRedirect", 10, ("Location", $"{_world.Server.Uri}"));

        var error = await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(_world.CreateFile(10)));

        Assert.Equal(MilvusErrorId.ProtocolError, error.ErrorId);
    }

    [Theory]
    [InlineData(301, "PermanentRedirect", MilvusErrorId.InvalidArgument, "eu-west-1")]
    [InlineData(400, "AuthorizationHeaderMalformed", MilvusErrorId.InvalidArgument, "eu-west-1")]
    [InlineData(403, "AccessDenied", MilvusErrorId.PermissionDenied, "s3:PutObject")]
    [InlineData(403, "ExpiredToken", MilvusErrorId.AuthenticationFailed, "-SessionToken")]
    [InlineData(400, "EntityTooLarge", MilvusErrorId.InvalidArgument, "-PartSize")]
    [InlineData(507, "XMinioStorageFull", MilvusErrorId.QuotaExceeded, "Free space")]
    [InlineData(501, "NotImplemented", MilvusErrorId.NotSupported, "log of the store")]
    [InlineData(418, "Unheard", MilvusErrorId.ServerError, "log of the store")]
    [InlineData(404, "NoSuchBucket", MilvusErrorId.BucketNotFound, "create the bucket")]
    public async Task FileUpload_refusal_has_an_error_id_and_an_action(int status, string code, string errorId, string action)
    {
        _world.Server.Faults.Add("Put", status, code, 1, ("x-amz-bucket-region", "eu-west-1"));

        var error = await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(_world.CreateFile(10)));

        Assert.Equal((errorId, status, code), (error.ErrorId, error.Code, error.Reason));
        Assert.Contains(action, error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(_world.Server.Uri.Authority, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileUpload_error_that_stays_ends_after_five_attempts_and_removes_the_parts()
    {
        _world.Server.Faults.Add("Part", 503, "SlowDown", 20);

        var error = await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(_world.CreateFile(UploadWorld.PartSize + 1)));

        Assert.Equal(MilvusErrorId.RateLimited, error.ErrorId);
        Assert.Contains("5 attempts", error.Message, StringComparison.Ordinal);
        Assert.Contains("Abort", _world.Server.Operations);
        Assert.Empty(_world.Server.Uploads);
        Assert.Empty(_world.Server.Objects);
    }

    [Fact]
    public async Task FileUpload_parts_that_cannot_be_removed_are_a_warning()
    {
        _world.Server.Faults.Add("Part", 403, "AccessDenied", 2);
        _world.Server.Faults.Add("Abort", 403, "AccessDenied");

        await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(_world.CreateFile(UploadWorld.PartSize + 1)));

        Assert.Contains("could not be removed", Assert.Single(_world.Call.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileUpload_cancelled_upload_removes_the_parts()
    {
        using var stop = new CancellationTokenSource();
        _world.Server.Faults.Add("Part", async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _world.SendAsync(_world.CreateFile(UploadWorld.PartSize * 3), token: stop.Token));

        Assert.Empty(_world.Server.Uploads);
        Assert.Empty(_world.Server.Objects);
    }

    [Fact]
    public async Task FileUpload_file_that_changes_while_it_is_sent_is_an_error_and_no_object()
    {
        var path = _world.CreateFile(UploadWorld.PartSize * 2);
        _world.Server.Faults.Add("Begin", async context =>
        {
            await File.WriteAllBytesAsync(path, new byte[UploadWorld.PartSize * 2]);
            await StoreFaults.WriteErrorAsync(context, 503, "SlowDown");
        });

        var error = await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(path));

        Assert.Equal(MilvusErrorId.InvalidArgument, error.ErrorId);
        Assert.Contains("changed while it was sent", error.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Server.Objects);
        Assert.Empty(_world.Server.Uploads);
    }

    [Fact]
    public async Task FileUpload_file_that_becomes_shorter_while_it_is_sent_is_an_error()
    {
        var path = _world.CreateFile(1000);
        _world.Server.Faults.Add("Head", async context =>
        {
            await File.WriteAllBytesAsync(path, new byte[10]);
            context.Response.StatusCode = 404;
        });

        var error = await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(path));

        Assert.Contains("changed while it was sent", error.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Server.Objects);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    public async Task FileUpload_wrong_clock_is_explained(int minutes)
    {
        _world.Server.ClockOffset = TimeSpan.FromMinutes(minutes);

        var error = await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(_world.CreateFile(10)));

        Assert.Equal(MilvusErrorId.AuthenticationFailed, error.ErrorId);
        Assert.Contains("The clock of this machine differs", error.Message, StringComparison.Ordinal);
        Assert.Matches("by 00:(19:5|20:0)", error.Message);
        Assert.Contains("clock", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("S1")]
    public async Task FileUpload_wrong_keys_missing_buckets_and_dead_stores_are_errors_without_secrets()
    {
        var path = _world.CreateFile(10);
        var errors = new[]
        {
            await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(path, secret: "CANARY-wrong")),
            await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(path, bucket: "nowhere")),
            await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(path, endpoint: new Uri("http://127.0.0.1:1"))),
            await Assert.ThrowsAsync<MilvusException>(() => _world.SendAsync(path, endpoint: new Uri("http://name.invalid"))),
        };

        Assert.Equal(
            [
                MilvusErrorId.AuthenticationFailed,
                MilvusErrorId.BucketNotFound,
                MilvusErrorId.ServerUnavailable,
                MilvusErrorId.ServerUnavailable,
            ],
            errors.Select(error => error.ErrorId));
        Assert.DoesNotContain("CANARY", string.Join('\n', errors.Select(error => error.ToString())), StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", string.Join('\n', _world.Call.Verbose), StringComparison.Ordinal);
        Assert.All(errors, error => Assert.NotNull(error.RecommendedAction));
        Assert.Empty(_world.Server.Objects);
    }

    [Fact]
    public async Task FileUpload_store_without_the_permission_to_read_receives_the_file()
    {
        _world.Server.Denied.Add("Head");
        var path = _world.CreateFile(10);

        Assert.Equal(1, (await _world.SendAsync(path)).Parts);
        Assert.Contains(_world.Call.Verbose, line => line.Contains("is unknown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FileUpload_time_limit_ends_the_upload()
    {
        using var world = new UploadWorld
        {
            Call = new() { Deadline = DateTime.UtcNow.AddSeconds(0.5), Timeout = TimeSpan.FromSeconds(0.5) },
        };
        world.Server.Faults.Add("Put", context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var error = await Assert.ThrowsAsync<MilvusException>(() => world.SendAsync(world.CreateFile(10)));

        Assert.Equal(MilvusErrorId.Timeout, error.ErrorId);
    }
}

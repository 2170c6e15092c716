using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Milvus.Core.Errors;

namespace Milvus.Client.ObjectStores;

/// <summary>An error that an object store reported: its code, its text, and what to do.</summary>
internal sealed class StoreFault
{
    private const string CheckKeys =
        "Check the access key and the secret key of -Credential, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; temporary keys also need "
            + "-SessionToken or AWS_SESSION_TOKEN, and expire.";

    private const string Grant =
        "Grant the permission to write objects: s3:PutObject, and s3:AbortMultipartUpload for large files; for Azure, a SAS token with the "
            + "permissions create, write and read.";

    private const string CheckRegion = "Use -Region with the region of the bucket.";

    // docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
    // learn.microsoft.com/rest/api/storageservices/blob-service-error-codes.
    private static readonly Dictionary<string, (string ErrorId, string? Action)> _codes = new(StringComparer.Ordinal)
    {
        ["AccessDenied"] = (MilvusErrorId.PermissionDenied, Grant),
        ["AllAccessDisabled"] = (MilvusErrorId.PermissionDenied, Grant),
        ["AuthorizationFailure"] = (MilvusErrorId.PermissionDenied, Grant),
        ["AuthorizationPermissionMismatch"] = (MilvusErrorId.PermissionDenied, Grant),
        ["AuthorizationResourceTypeMismatch"] = (MilvusErrorId.PermissionDenied, Grant),
        ["AuthorizationProtocolMismatch"] = (MilvusErrorId.PermissionDenied, "The SAS token permits only https: use an https address."),
        ["AuthorizationSourceIPMismatch"] =
            (MilvusErrorId.PermissionDenied, "The SAS token permits only some addresses: request one for this machine."),
        ["InsufficientAccountPermissions"] = (MilvusErrorId.PermissionDenied, Grant),
        ["InvalidAccessKeyId"] = (MilvusErrorId.AuthenticationFailed, CheckKeys),
        ["SignatureDoesNotMatch"] = (MilvusErrorId.AuthenticationFailed, CheckKeys),
        ["ExpiredToken"] = (MilvusErrorId.AuthenticationFailed, CheckKeys),
        ["InvalidToken"] = (MilvusErrorId.AuthenticationFailed, CheckKeys),
        ["InvalidSecurity"] = (MilvusErrorId.AuthenticationFailed, CheckKeys),
        ["AuthenticationFailed"] =
            (MilvusErrorId.AuthenticationFailed, "Check -SasToken: it may have expired, or be for another account or container."),
        ["NoAuthenticationInformation"] = (MilvusErrorId.AuthenticationFailed, "Use -SasToken, or set AZURE_STORAGE_SAS_TOKEN."),
        ["NoSuchBucket"] = (MilvusErrorId.BucketNotFound, null),
        ["InvalidBucketName"] = (MilvusErrorId.BucketNotFound, null),
        ["ContainerNotFound"] = (MilvusErrorId.BucketNotFound, null),
        ["AuthorizationHeaderMalformed"] = (MilvusErrorId.InvalidArgument, CheckRegion),
        ["PermanentRedirect"] = (MilvusErrorId.InvalidArgument, CheckRegion),
        ["IllegalLocationConstraintException"] = (MilvusErrorId.InvalidArgument, CheckRegion),
        ["EntityTooLarge"] = (MilvusErrorId.InvalidArgument, "Use a smaller -PartSize, or write several smaller files."),
        ["EntityTooSmall"] = (MilvusErrorId.InvalidArgument, "Use a larger -PartSize."),
        ["KeyTooLongError"] = (MilvusErrorId.InvalidArgument, "Use a shorter name in -Destination."),
        ["QuotaExceeded"] = (MilvusErrorId.QuotaExceeded, null),
        ["XMinioStorageFull"] = (MilvusErrorId.QuotaExceeded, null),
        ["XMinioAdminBucketQuotaExceeded"] = (MilvusErrorId.QuotaExceeded, null),
        ["SlowDown"] = (MilvusErrorId.RateLimited, null),
        ["TooManyRequests"] = (MilvusErrorId.RateLimited, null),
        ["ServerBusy"] = (MilvusErrorId.RateLimited, null),
        ["NotImplemented"] = (MilvusErrorId.NotSupported, null),
    };

    private static readonly HashSet<string> _clockCodes =
        new(StringComparer.Ordinal) { "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture" };

    private static readonly HashSet<string> _changedCodes =
        new(StringComparer.Ordinal) { "XAmzContentSHA256Mismatch", "BadDigest", "InvalidDigest", "Md5Mismatch", "IncompleteBody" };

    private static readonly HashSet<string> _transient =
        new(StringComparer.Ordinal) { "RequestTimeout", "InternalError", "SlowDown", "OperationTimedOut", "ServerBusy" };

    private readonly StoreAnswer _answer;
    private readonly XElement? _error;

    internal StoreFault(StoreAnswer answer)
    {
        _answer = answer;
        _error = Parse(answer.Body);
        Code = Find("Code") ?? answer.GetHeader("x-ms-error-code") ?? string.Empty;
    }

    /// <summary>The code of the store; empty if it sent none.</summary>
    internal string Code { get; }

    /// <summary>Whether an answer is an error; a completed upload may report one with status 200.</summary>
    internal static bool IsIn(StoreAnswer answer) => answer.Status >= 300 || Parse(answer.Body) is not null;

    /// <summary>Whether the same request may succeed later.</summary>
    internal bool IsTransient => _transient.Contains(Code) || _answer.Status is 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>Whether the bytes that arrived are not those of the checksum.</summary>
    internal bool IsChanged => _changedCodes.Contains(Code);

    /// <summary>The error for the user.</summary>
    /// <param name="what">What was asked for.</param>
    /// <param name="place">The store, without secrets.</param>
    /// <param name="hide">Removes the secrets from a text.</param>
    /// <param name="now">The time of this machine in UTC.</param>
    internal MilvusException ToException(string what, string place, Func<string, string> hide, DateTime now)
    {
        var (errorId, action) = _clockCodes.Contains(Code) ? (MilvusErrorId.AuthenticationFailed, null)
            : _codes.TryGetValue(Code, out var known) ? known
            : (FindId(_answer.Status), (string?)null);
        var region = Find("Region") ?? _answer.GetHeader("x-amz-bucket-region");
        var message = _clockCodes.Contains(Code)
            ? CreateClockMessage(place, now)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{what} failed: {place} answered {_answer.Status}{(Code.Length > 0 ? $" {Code}" : string.Empty)}"
                    + $"{(Find("Message") is { } text ? $": {text}" : ".")}");
        return new MilvusException(errorId, hide(message))
        {
            Code = _answer.Status,
            Reason = Code,
            Method = what,
            RequestId = _answer.GetHeader("x-amz-request-id") ?? _answer.GetHeader("x-ms-request-id") ?? string.Empty,
            RecommendedAction = _clockCodes.Contains(Code)
                ? "Set the clock of this machine, for example with NTP: signatures are valid for 15 minutes."
                : action == CheckRegion && region is not null ? $"Use -Region {region}, the region of the bucket."
                : action ?? DefaultAction(errorId),
        };
    }

    private string CreateClockMessage(string place, DateTime now)
    {
        var theirs = Find("ServerTime") ?? _answer.GetHeader("Date");
        var known = DateTime.TryParse(
            theirs,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var server);
        return known
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The clock of this machine differs from that of {place} by {(now - server).Duration():hh\\:mm\\:ss}: "
                    + $"it is {now:u} here and {server:u} there. The store refused the signature.")
            : $"The clock of this machine differs too much from that of {place}, which refused the signature.";
    }

    private static string FindId(int status) => status switch
    {
        401 => MilvusErrorId.AuthenticationFailed,
        403 => MilvusErrorId.PermissionDenied,
        404 => MilvusErrorId.BucketNotFound,
        413 => MilvusErrorId.MessageTooLarge,
        429 => MilvusErrorId.RateLimited,
        501 or 405 => MilvusErrorId.NotSupported,
        502 or 503 => MilvusErrorId.ServerUnavailable,
        504 => MilvusErrorId.Timeout,
        507 => MilvusErrorId.QuotaExceeded,
        _ => MilvusErrorId.ServerError,
    };

    private static string DefaultAction(string errorId) => errorId switch
    {
        MilvusErrorId.BucketNotFound => DefaultAdvice.Find(errorId)!,
        MilvusErrorId.ServerUnavailable => "Check -Endpoint and that the store runs, then repeat the command.",
        MilvusErrorId.PermissionDenied => Grant,
        MilvusErrorId.AuthenticationFailed => CheckKeys,
        MilvusErrorId.QuotaExceeded => "Free space in the store, or raise its quota.",
        MilvusErrorId.RateLimited => "Wait, then repeat the command; -Parallel 1 sends fewer requests at once.",
        _ => "Search the log of the store for the RequestId of the exception, then repeat the command.",
    };

    private string? Find(string name) =>
        _error?.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value is { Length: > 0 } text ? text : null;

    private static XElement? Parse(string body)
    {
        if (!body.Contains("<Error", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            // A document type could make the reader fetch or expand something.
            using var reader = XmlReader.Create(
                new StringReader(body.TrimStart('\uFEFF', ' ', '\r', '\n')),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root is { Name.LocalName: "Error" } root ? root : null;
        }
        catch (XmlException)
        {
            // Not a message of a store, but perhaps of a proxy: the status is reported.
            return null;
        }
    }
}

using System.Management.Automation;
using Milvus.Core.Errors;

namespace Milvus.Pipeline;

/// <summary>Converts exceptions of the module to error records.</summary>
internal static class ErrorRecords
{
    private static readonly Dictionary<string, ErrorCategory> _categories = new(StringComparer.Ordinal)
    {
        [MilvusErrorId.NotConnected] = ErrorCategory.ConnectionError,
        [MilvusErrorId.ConnectionNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.ServerUnavailable] = ErrorCategory.ConnectionError,
        [MilvusErrorId.ConnectionClosed] = ErrorCategory.ConnectionError,
        [MilvusErrorId.TlsFailed] = ErrorCategory.SecurityError,
        [MilvusErrorId.AuthenticationFailed] = ErrorCategory.AuthenticationError,
        [MilvusErrorId.PermissionDenied] = ErrorCategory.PermissionDenied,
        [MilvusErrorId.Timeout] = ErrorCategory.OperationTimeout,
        [MilvusErrorId.Stopped] = ErrorCategory.OperationStopped,
        [MilvusErrorId.RateLimited] = ErrorCategory.LimitsExceeded,
        [MilvusErrorId.QuotaExceeded] = ErrorCategory.QuotaExceeded,
        [MilvusErrorId.MessageTooLarge] = ErrorCategory.LimitsExceeded,
        [MilvusErrorId.CollectionNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.IndexNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.PartitionNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.DatabaseNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.AliasNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.UserNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.RoleNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.PrivilegeGroupNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.ResourceGroupNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.FieldNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.ObjectNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.FileNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.BucketNotFound] = ErrorCategory.ObjectNotFound,
        [MilvusErrorId.CollectionNotLoaded] = ErrorCategory.InvalidOperation,
        [MilvusErrorId.CollectionLoaded] = ErrorCategory.InvalidOperation,
        [MilvusErrorId.IndexBuildFailed] = ErrorCategory.InvalidResult,
        [MilvusErrorId.JobFailed] = ErrorCategory.InvalidResult,
        [MilvusErrorId.TransferMismatch] = ErrorCategory.InvalidResult,
        [MilvusErrorId.BackupIncomplete] = ErrorCategory.InvalidData,
        [MilvusErrorId.BackupDamaged] = ErrorCategory.InvalidData,
        [MilvusErrorId.LedgerMismatch] = ErrorCategory.InvalidData,
        [MilvusErrorId.LedgerLocked] = ErrorCategory.ResourceBusy,
        [MilvusErrorId.ServerError] = ErrorCategory.NotSpecified,
        [MilvusErrorId.ProtocolError] = ErrorCategory.ProtocolError,
        [MilvusErrorId.AlreadyExists] = ErrorCategory.ResourceExists,
        [MilvusErrorId.SchemaMismatch] = ErrorCategory.InvalidData,
        [MilvusErrorId.DimensionMismatch] = ErrorCategory.InvalidData,
        [MilvusErrorId.InvalidVector] = ErrorCategory.InvalidData,
        [MilvusErrorId.ValueOutOfRange] = ErrorCategory.InvalidData,
        [MilvusErrorId.NullNotAllowed] = ErrorCategory.InvalidData,
        [MilvusErrorId.EmbedderMissing] = ErrorCategory.InvalidOperation,
        [MilvusErrorId.EmbedderMismatch] = ErrorCategory.InvalidOperation,
        [MilvusErrorId.EmbedderFailed] = ErrorCategory.InvalidResult,
        [MilvusErrorId.FilterSyntax] = ErrorCategory.ParserError,
        [MilvusErrorId.WriteOutcomeUnknown] = ErrorCategory.WriteError,
        [MilvusErrorId.DatabaseLocked] = ErrorCategory.ResourceBusy,
        [MilvusErrorId.DatabaseCorrupt] = ErrorCategory.InvalidData,
        [MilvusErrorId.DiskFull] = ErrorCategory.WriteError,
        [MilvusErrorId.FormatTooNew] = ErrorCategory.InvalidData,
        [MilvusErrorId.InvalidArgument] = ErrorCategory.InvalidArgument,
        [MilvusErrorId.NotSupported] = ErrorCategory.NotImplemented,
        [MilvusErrorId.NotSupportedByEmbedded] = ErrorCategory.NotImplemented,
        [MilvusErrorId.NotSupportedByServerVersion] = ErrorCategory.NotImplemented,
    };

    /// <summary>All ids with their categories, a closed list.</summary>
    internal static IReadOnlyDictionary<string, ErrorCategory> All => _categories;

    internal static ErrorRecord From(MilvusException failure, object? target)
    {
        var category = _categories.GetValueOrDefault(failure.ErrorId, ErrorCategory.NotSpecified);
        var record = new ErrorRecord(failure, failure.ErrorId, category, target);
        if ((failure.RecommendedAction ?? DefaultAdvice.Find(failure.ErrorId)) is { } advice)
        {
            record.ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = advice };
        }

        return record;
    }
}

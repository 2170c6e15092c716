using System.Management.Automation;
using Milvus.Completion;
using Milvus.Names;
using Milvus.Objects;

namespace Milvus.Pipeline;

/// <summary>Hints for misspelt names of objects of the server.</summary>
public abstract partial class ConnectedCommand
{
    // The names that completion offers. They come within a second, or not at all.
    private static readonly Dictionary<string, NameCompleter[]> _namesByError = new(StringComparer.Ordinal)
    {
        [MilvusErrorId.CollectionNotFound] = [new CollectionNameCompleter(), new AliasNameCompleter()],
        [MilvusErrorId.PartitionNotFound] = [new PartitionNameCompleter()],
        [MilvusErrorId.IndexNotFound] = [new IndexNameCompleter()],
        [MilvusErrorId.DatabaseNotFound] = [new DatabaseNameCompleter()],
        [MilvusErrorId.AliasNotFound] = [new AliasNameCompleter()],
        [MilvusErrorId.UserNotFound] = [new UserNameCompleter()],
        [MilvusErrorId.RoleNotFound] = [new RoleNameCompleter()],
        [MilvusErrorId.PrivilegeGroupNotFound] = [new PrivilegeGroupNameCompleter()],
        [MilvusErrorId.ResourceGroupNotFound] = [new ResourceGroupNameCompleter()],
    };

    private static readonly NameCompleter[] _privileges = [new PrivilegeNameCompleter()];

    /// <summary>The name that was probably meant by a missing one; null if none is similar, or if they cannot be listed.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">The missing name.</param>
    private string? FindNearName(MilvusException failure, object? target)
    {
        var isDatabase = failure.ErrorId == MilvusErrorId.DatabaseNotFound;
        var missing = (isDatabase ? Database : null) ?? NameCompleter.ToText(target);
        var completers = _namesByError.GetValueOrDefault(failure.ErrorId)
            ?? (failure.ErrorId == MilvusErrorId.InvalidArgument
                && failure.Message.Contains("the privilege", StringComparison.OrdinalIgnoreCase) ? _privileges : []);
        if (string.IsNullOrEmpty(missing) || completers.Length == 0 || IsErrorUnseen)
        {
            return null;
        }

        var item = FindFirstItem();
        var bound = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["Connection"] = item?.Origin as MilvusConnection ?? _connected,
            ["Database"] = isDatabase ? null : Database ?? item?.Database,
            ["Collection"] = FindCollectionName(item),
        };
        return completers
            .Select(completer => NearName.Find(missing, completer.FindNames(bound)))
            .FirstOrDefault(near => near is not null && near != missing);
    }

    // A script that asks whether something exists pays for no hint.
    private bool IsErrorUnseen =>
        (MyInvocation.BoundParameters.GetValueOrDefault("ErrorAction") ?? SessionState.PSVariable.GetValue("ErrorActionPreference"))
            is ActionPreference.Ignore or ActionPreference.SilentlyContinue;

    private MilvusObject? FindFirstItem() =>
        MyInvocation.BoundParameters.GetValueOrDefault("InputObject") is MilvusObject[] and [var first, ..] ? first : null;

    private string? FindCollectionName(MilvusObject? item) => MyInvocation.BoundParameters.GetValueOrDefault("Collection") as string
        ?? (item is Collection or Partition or Index ? Collections.FindName(item) : null);
}

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
            ?? (failure.ErrorId is MilvusErrorId.InvalidArgument or MilvusErrorId.NotSupportedByServerVersion
                && failure.Message.Contains("the privilege", StringComparison.OrdinalIgnoreCase) ? _privileges : []);
        return string.IsNullOrEmpty(missing)
            ? null
            : completers
                .Select(completer => NearName.Find(missing, ListNames(completer, isDatabase)))
                .FirstOrDefault(near => near is not null && near != missing);
    }

    /// <summary>The names that a completer offers for the arguments of the cmdlet; none if the user does not see the error.</summary>
    private protected IReadOnlyList<string> ListNames(NameCompleter completer, bool isDatabase = false)
    {
        if (IsErrorUnseen)
        {
            return [];
        }

        var item = FindFirstItem();
        var bound = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["Connection"] = item?.Origin as MilvusConnection ?? _connected,
            ["Database"] = isDatabase ? null : Database ?? item?.Database,
            ["Collection"] = FindCollectionName(item),
        };
        return completer.FindNames(bound);
    }

    /// <summary>The advice where another argument is the role that was meant: both are names, so they are easily exchanged.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="missing">The role of the first argument.</param>
    /// <param name="others">The names of the second argument.</param>
    private protected MilvusException AdviseOnOrder(MilvusException failure, string? missing, string[] others) =>
        failure.ErrorId == MilvusErrorId.RoleNotFound
        && missing is not null
        && ParameterSetName != ByObject
        && ListNames(new RoleNameCompleter()).FirstOrDefault(role => others.Contains(role, StringComparer.Ordinal)) is { } role
            ? failure.With(
                failure.Message,
                action: $"The role is the first argument, and {role} is a role: {MyInvocation.MyCommand.Name} {role} {missing}.")
            : failure;

    // Servers do not say which user or role is missing.
    private static MilvusException? NameMissing(MilvusException failure, object? target)
    {
        var noun = failure.ErrorId switch
        {
            MilvusErrorId.RoleNotFound => "role",
            MilvusErrorId.UserNotFound => "user",
            _ => null,
        };
        return noun is not null
            && failure.Message.StartsWith($"not found the {noun}", StringComparison.OrdinalIgnoreCase)
            && NameCompleter.ToText(target) is { Length: > 0 } name
                ? failure.With($"The {noun} {name} does not exist.")
                : null;
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

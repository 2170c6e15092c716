namespace Milvus.DesiredState;

// Entries of tables and lists, removals, and the names of objects.
internal sealed partial class StateComparison
{
    internal const string RebuildLoss = "the old collection, after a new one has its rows and is verified";

    private void CompareTable(PlannedChange place, StateKey key, StateObject desired, StateObject present)
    {
        var there = present.FindTable(key.Name) ?? new Dictionary<string, string>();
        var wanted = desired.FindTable(key.Name)!;
        foreach (var (entry, value) in wanted)
        {
            var isSame = there.TryGetValue(entry, out var current)
                ? StateEquality.IsSameText(value, current)
                : _rules.IsDefault(present, key, entry, value);
            if (!isSame)
            {
                AddDifference(place, key, $"{key.Name}.{entry}", entry, current, value);
            }
        }

        if (!desired.Complete.Contains(key.Name))
        {
            return;
        }

        foreach (var (entry, value) in there.Where(pair => !wanted.ContainsKey(pair.Key)))
        {
            if (!_rules.IsDefault(present, key, entry, value))
            {
                AddDifference(place, key, $"{key.Name}.{entry}", entry, value, null);
            }
        }
    }

    /// <summary>Adds a step for a value that differs.</summary>
    private void AddDifference(PlannedChange place, StateKey key, string property, string? entry, object? present, object? desired)
    {
        var kind = place.Desired!.Kind;
        var isRebuild = entry is null ? _rules.IsRebuilt(kind, key, present, desired) : _rules.IsRebuilt(kind, key, entry);
        var isIndexBuild = kind == StateKinds.Index && (entry is null || StateChangeRules.IsBuiltAgain(entry));
        var isRemoval = entry is not null && desired is null && !isRebuild && !isIndexBuild;
        _plan.Add(place with
        {
            Action = isRebuild || isIndexBuild ? DesiredStateAction.Replace
                : isRemoval ? DesiredStateAction.Remove
                : DesiredStateAction.Change,
            Property = property,
            Key = key,
            Entry = entry,
            PresentText = StateText.Of(present),
            DesiredText = StateText.Of(desired),
            IsRebuild = isRebuild,
            Loss = isRebuild ? DescribeRebuild(key, desired)
                : isIndexBuild ? "the index, until it is built again; the collection is released meanwhile"
                : isRemoval ? "the value"
                : null,
        });
    }

    // What the rows lose, besides the collection that they were in.
    private static string DescribeRebuild(StateKey key, object? desired) => (key.Name, desired) switch
    {
        ("enableDynamicField", false) => $"the dynamic keys of all rows, and {RebuildLoss}",
        ("autoId", true) => $"the keys of all rows, which get new ones, and {RebuildLoss}",
        _ => RebuildLoss,
    };

    private void CompareEntries(StateObject desired, StateKey key, IReadOnlyList<string> present)
    {
        var wanted = (desired.FindNames(key.Name) ?? []).Where(entry => entry != key.Implied).ToList();
        foreach (var entry in wanted.Except(present, StringComparer.Ordinal))
        {
            _plan.Add(CreateEntry(DesiredStateAction.Add, desired, key, entry) with { DesiredText = DescribeEntry(desired, key) });
        }

        if (desired.Complete.Contains(key.Name))
        {
            foreach (var entry in present.Except(wanted, StringComparer.Ordinal))
            {
                _plan.Add(CreateEntry(DesiredStateAction.Remove, desired, key, entry) with
                {
                    PresentText = DescribeEntry(desired, key),
                    Loss = key.EntryKind switch
                    {
                        "Partition" => "the partition with its rows",
                        "Alias" => "the alias, which requests may use",
                        "RoleMember" => "the rights of the role",
                        _ => "the right",
                    },
                });
            }
        }
    }

    private PlannedChange CreateEntry(DesiredStateAction action, StateObject owner, StateKey key, string entry) =>
        new(action, key.EntryKind!, key.EntryKind == "Alias" ? entry : $"{owner.Name}.{entry}")
        {
            Database = DatabaseOf(owner),
            Owner = owner,
            Key = key,
            Entry = entry,
        };

    // What an alias refers to, and who has a role.
    private static string? DescribeEntry(StateObject owner, StateKey key) => key.EntryKind == "Alias" ? owner.Name : null;

    private void AddRemoval(StateObject present, StateObject? owner, StateObject? presentOwner = null)
    {
        if (owner is null && PresentAccess.BuiltIn.Contains(present.Name) && present.Kind != StateKinds.Collection)
        {
            return;
        }

        var isComputed = present.Kind == StateKinds.Function
            || (present.Kind == StateKinds.Field && presentOwner is not null && IsComputed(presentOwner, present));
        var isRebuild = present.Kind == StateKinds.Function
            || (present.Kind == StateKinds.Field && !_rules.IsRemovedInPlace(present, isComputed));
        _plan.Add(new PlannedChange(
            isRebuild ? DesiredStateAction.Replace : DesiredStateAction.Remove, present.Kind.Name, NameOf(present, owner))
        {
            Database = DatabaseOf(owner ?? present),
            PresentText = StateText.Of(present),
            Present = present,
            Owner = owner,
            IsRebuild = isRebuild,
            Loss = DescribeLoss(present.Kind, isRebuild),
        });
    }

    private static string DescribeLoss(StateKind kind, bool isRebuild) => kind.Name switch
    {
        "Collection" => "the collection with its rows, indexes and aliases",
        "Field" => isRebuild ? $"the values of the field, and {RebuildLoss}" : "the values of the field",
        "Function" => RebuildLoss,
        "Index" => "the index; the collection is released meanwhile",
        "Database" => "the database, which must be empty",
        "User" => "the user with the password",
        "Role" => "the role with its grants",
        "Grant" => "the right",
        "ResourceGroup" => "the group, which must not have nodes",
        _ => "the group",
    };

    private string NameOf(StateObject item, StateObject? owner) =>
        item.Kind == StateKinds.Grant ? $"{owner!.Name}: {StateText.OfGrant(item, item.FindText("database") ?? current)}"
        : owner is null ? item.Name
        : $"{owner.Name}.{item.Name}";

    private string? DatabaseOf(StateObject item) =>
        item.Kind == StateKinds.Collection ? item.FindText("database") ?? current
        : item.Kind == StateKinds.Database ? item.Name
        : null;

    private StateObject? FindIn(IReadOnlyList<StateObject> present, StateObject desired) =>
        StateIdentity.FindIn([.. present.Where(there => IsInDatabase(there, desired))], desired);

    private bool IsSame(StateObject one, StateObject other) => IsInDatabase(one, other) && StateIdentity.IsSame(one, other);

    // A collection or a grant without a database is in the current one.
    private bool IsInDatabase(StateObject one, StateObject other) =>
        one.Kind.Find("database") is null
        || (one.FindText("database") ?? current) == (other.FindText("database") ?? current);
}

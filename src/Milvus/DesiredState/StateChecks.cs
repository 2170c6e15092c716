using Milvus.Core.Marshalling.Rows;

namespace Milvus.DesiredState;

/// <summary>Checks what the objects of a file say of each other, without a server.</summary>
/// <param name="problems">Gets the problems.</param>
internal sealed class StateChecks(StateProblems problems)
{
    private static readonly string[] _ownFields = ["RowID", "Timestamp", "$namespace_id", "__virtual_pk__"];

    internal void Check(StateObject state)
    {
        CheckLists(state);
        CheckAliases(state.GetItems(StateKinds.Collections));
        CheckOwn(state);
    }

    // What a server makes itself, and nobody else can.
    private void CheckOwn(StateObject state)
    {
        foreach (var group in state.GetItems(StateKinds.PrivilegeGroups).Where(group => PresentAccess.IsOwnGroup(group.Name)))
        {
            problems.Add(
                group.Path, $"{group.Name} is a group of each server, which cannot be changed. Grants can name it without this entry.");
        }

        foreach (var field in state.GetItems(StateKinds.Collections).SelectMany(collection => collection.GetItems("fields")))
        {
            if (field.Name == RowBatch.DynamicField)
            {
                problems.Add(field.Path, $"{field.Name} is the dynamic field. Use enableDynamicField = $true of the collection instead.");
            }
            else if (_ownFields.Contains(field.Name))
            {
                problems.Add(field.Path, $"{field.Name} is a field that servers make themselves: use another name, or leave it out.");
            }
        }
    }

    private void CheckLists(StateObject state)
    {
        foreach (var key in state.Kind.Keys.Where(key => key.Value == StateValue.Items))
        {
            var items = state.GetItems(key.Name);
            for (var i = 0; i < items.Count; i++)
            {
                if (items.Take(i).Any(earlier => IsTwice(earlier, items[i])))
                {
                    problems.Add(items[i].Path, $"the {items[i].Kind.Noun} is in the list twice.");
                }

                CheckLists(items[i]);
            }
        }
    }

    // Objects without a name have a problem already. Two indexes on one field differ by their names or their paths.
    private static bool IsTwice(StateObject one, StateObject other) =>
        one.Name.Length > 0 && StateIdentity.IsSame(one, other) && StateIdentity.FindIn([one], other) is not null;

    private void CheckAliases(IReadOnlyList<StateObject> collections)
    {
        foreach (var database in collections.GroupBy(collection => collection.FindText("database"), StringComparer.Ordinal))
        {
            var owners = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var collection in database)
            {
                foreach (var alias in collection.FindNames("aliases") ?? [])
                {
                    if (!owners.TryAdd(alias, collection.Name))
                    {
                        problems.Add($"{collection.Path}.aliases", $"{alias} is an alias of {owners[alias]} already.");
                    }
                    else if (database.Any(other => other.Name == alias))
                    {
                        problems.Add($"{collection.Path}.aliases", $"{alias} is the name of a collection, so it cannot be an alias.");
                    }
                }
            }
        }
    }
}

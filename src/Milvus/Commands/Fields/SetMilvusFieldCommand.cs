using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Values;

namespace Milvus;

/// <summary>Sets and removes parameters of fields of an existing collection.</summary>
/// <example><code>Set-MilvusField words gloss -Property @{ max_length = 4000 }</code>Increases the maximum length of texts.</example>
/// <example>
/// <code>Get-MilvusField words vector | Set-MilvusField -Property @{ 'mmap.enabled' = $true }</code>
/// Maps the vectors into memory from disk.
/// </example>
/// <example>
/// <code>Set-MilvusField words gloss -RemoveProperty mmap.enabled -PassThru</code>
/// Restores the server's default; shows the field.
/// </example>
[Cmdlet(VerbsCommon.Set, "MilvusField", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = CmdletPages.Folder + "Set-MilvusField.md")]
[OutputType(typeof(Field))]
public sealed class SetMilvusFieldCommand : ChangeInCollectionCommand<Field>
{
    /// <summary>Parameters to set, for example max_length, max_capacity, mmap.enabled. Booleans are sent as true and false.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Property { get; set; }

    /// <summary>Parameters to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveProperty { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => PropertyChange.Check(Property, RemoveProperty);

    private const string MaxLength = "max_length";
    private const string MaxCapacity = "max_capacity";

    private protected override void Act(string collection, string name, Field? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess(
                $"field {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}",
                PropertyChange.Describe(ReadTable(nameof(Property)), RemoveProperty)))
        {
            return;
        }

        WarnOfSmallerLimit(client, context, collection, name);
        foreach (var (set, remove) in PropertyChange.ToRequests(ReadTable(nameof(Property)), RemoveProperty))
        {
            Await((call, token) => client.AlterFieldAsync(call, collection, name, set, remove, token), context);
        }

        if (PassThru)
        {
            var changed = ReadBack(
                $"Field {name} of {collection} is changed",
                new Collection { Name = collection, Field = [new Field { Name = name, Collection = collection }] },
                (call, token) => client.DescribeCollectionAsync(call, collection, token),
                context);
            foreach (var field in changed.Field.Where(field => field.Name == name))
            {
                Write(field, item);
            }
        }
    }

    // Servers lower a limit without a look at the rows.
    private void WarnOfSmallerLimit(MilvusClient client, CallContext context, string collection, string name)
    {
        var wanted = (ReadTable(nameof(Property)) ?? []).Where(pair => pair.Key is MaxLength or MaxCapacity).ToList();
        var field = wanted.Count == 0 ? null : TryRead(
            $"The limits of {name}",
            async (call, token) => await client.DescribeCollectionAsync(call, collection, token).ConfigureAwait(false),
            context)?.Field.FirstOrDefault(field => field.Name == name);
        foreach (var (limit, value) in wanted)
        {
            var present = limit == MaxLength ? field?.MaxLength : field?.MaxCapacity;
            if (present is { } before
                && long.TryParse(value?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var after)
                && after < before)
            {
                WriteWarning(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{limit} of {name} becomes {after} instead of {before}. Rows beyond it cannot be written again, copied or restored."));
            }
        }
    }
}

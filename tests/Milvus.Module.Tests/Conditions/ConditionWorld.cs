using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Conditions;

/// <summary>A collection with a field of each kind, in memory.</summary>
public sealed class ConditionWorld : IDisposable
{
    public ConditionWorld() => Shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $fields = @(
            New-MilvusField id INT64 -PrimaryKey
            New-MilvusField n INT32 -Nullable
            New-MilvusField price DOUBLE
            New-MilvusField sold BOOL -Nullable
            New-MilvusField title VARCHAR -MaxLength 100
            New-MilvusField meta JSON
            New-MilvusField tags ARRAY -ElementType VARCHAR -MaxLength 20 -MaxCapacity 10
            New-MilvusField at TIMESTAMPTZ
            New-MilvusField vector FLOAT_VECTOR -Dimension 2
        )
        $null = New-MilvusCollection shop -EnableDynamicField -Field $fields
        $null = New-MilvusCollection strict -Field $fields
        $null = New-MilvusIndex shop vector -MetricType L2
        Mount-MilvusCollection shop
        $null = 1..6 | ForEach-Object {
            @{
                id = $_; n = $(if ($_ -eq 3) { $null } else { $_ }); price = $_ / 2
                sold = $(if ($_ -eq 6) { $null } else { $_ % 2 -eq 0 })
                title = "a%_b$_"; meta = @{ a = @{ b = $_ }; list = 1, 2, $_; text = "x$_"; ok = $true }
                tags = "x$_", 'y'; at = [datetimeoffset]"2025-01-0${_}T00:00:00Z"; vector = 1, $_; color = "k$_"; 'my key' = $_
            }
        } | Add-MilvusEntity shop
        $max = 3; $colors = 'k1', 'k2'; $nothing = $null; $ids = [Collections.Generic.List[int]](2, 3); $prefix = 'a%_'
        $table = @{ a = @{ b = 5 }; 'x y' = 2 }; $item = [pscustomobject]@{ p = 4 }; $quote = 'k1" or id > 0 or color == "'
        $secret = [psobject]::new([securestring]::new()); $login = [pscredential]::new('u', $secret)
        """);

    internal ModuleShell Shell { get; } = new();

    public void Dispose() => Shell.Dispose();

    /// <summary>The filter of a condition, as the verbose stream shows it.</summary>
    internal static string? FindFilter(Ran ran)
    {
        const string Beginning = "-Where is the filter: ";
        return ran.Verbose.SingleOrDefault(line => line.StartsWith(Beginning, StringComparison.Ordinal))?[Beginning.Length..];
    }
}

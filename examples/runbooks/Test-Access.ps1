<#
.SYNOPSIS
Audits users, roles and grants: one object for each finding, none if all is well.
.DESCRIPTION
-Path is a file of the desired state: what differs in users, roles and grants is a finding, too. The script uses the current connection, or
connects to the server in MILVUS_URI.
.EXAMPLE
./Test-Access.ps1 -Administrator root, carol -Path ./access.psd1
#>
[CmdletBinding()]
param(
    [string[]] $Administrator = 'root',
    [string] $Path
)

$ErrorActionPreference = 'Stop'
if (-not (Get-MilvusConnection)) { $null = Connect-Milvus -FromEnvironment }

function New-Finding([string] $Kind, [string] $Name, [string] $Finding) {
    [pscustomobject]@{ Kind = $Kind; Name = $Name; Finding = $Finding }
}

$users = Get-MilvusUser
$roles = Get-MilvusRole
foreach ($user in $users) {
    if ('admin' -in $user.Role -and $user.Name -notin $Administrator) { New-Finding User $user.Name 'has the role admin' }
    if ($user.Name -ne 'root' -and -not ($user.Role | Where-Object { $_ -ne 'public' })) { New-Finding User $user.Name 'has no role' }
}
foreach ($role in $roles | Where-Object Name -NotIn 'admin', 'public') {
    $grants = @(Get-MilvusPrivilege $role.Name)
    if (-not $role.User) { New-Finding Role $role.Name 'has no user' }
    if (-not $grants) { New-Finding Role $role.Name 'has no grant in this database' }
    foreach ($grant in $grants | Where-Object { $_.ObjectName -eq '*' -and $_.Name -in '*', 'All', 'CollectionAdmin', 'ClusterAdmin' }) {
        New-Finding Grant $role.Name "may do everything: $($grant.Name) on *"
    }
}
if ($Path) {
    foreach ($step in Compare-MilvusDesiredState $Path | Where-Object Kind -In 'User', 'Role', 'RoleMember', 'Grant', 'PrivilegeGroup', 'Privilege') {
        New-Finding $step.Kind $step.Name "differs from ${Path}: $step"
    }
}

# The DSC resource Milvus/DesiredState: its manifest follows the schema of DSC, and its script the protocol.
BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $dsc = "$PSScriptRoot/../../dsc"
    $manifest = Get-Content $dsc/milvus.dsc.resource.json -Raw | ConvertFrom-Json -AsHashtable

    # As DSC calls it: JSON as the input, lines of JSON as the output and as the errors.
    function Invoke-Dsc([string] $Operation, $Instance) {
        $in, $out, $err = [Console]::In, [Console]::Out, [Console]::Error
        $written, $traced = [IO.StringWriter]::new(), [IO.StringWriter]::new()
        try {
            [Console]::SetIn([IO.StringReader]::new($Instance -is [string] ? $Instance : (ConvertTo-Json $Instance -Depth 64)))
            [Console]::SetOut($written)
            [Console]::SetError($traced)
            & $dsc/milvus.dsc.ps1 $Operation
            $code = $LASTEXITCODE
        }
        finally {
            [Console]::SetIn($in); [Console]::SetOut($out); [Console]::SetError($err)
        }
        [pscustomobject]@{
            Code   = $code
            Result = @("$written".Split("`n", [StringSplitOptions]::RemoveEmptyEntries) | ForEach-Object { , (ConvertFrom-Json $_ -AsHashtable -NoEnumerate) })
            Trace  = @("$traced".Split("`n", [StringSplitOptions]::RemoveEmptyEntries) | ForEach-Object { ConvertFrom-Json $_ -AsHashtable })
        }
    }
}

Describe 'The manifest' {
    It 'has what the schema of DSC 3 requires, and nothing that it does not know' {
        # schemas/v3/bundled/resource/manifest.json of PowerShell/DSC.
        $manifest.'$schema' | Should -Be 'https://aka.ms/dsc/schemas/v3/bundled/resource/manifest.json'
        $manifest.type | Should -Match '^\w+(\.\w+){0,3}\/\w+$'
        $manifest.version | Should -Match '^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$'
        $manifest.tags | Should -Match '^\w+$'
        $manifest.exitCodes.Keys | Should -Match '^-?[0-9]+$'
        foreach ($key in $manifest.Keys) { $key | Should -BeIn '$schema', type, version, description, tags, get, set, test, export, exitCodes, schema }
        $known = @{ get = @(); set = 'implementsPretest', 'handlesExist', 'return'; test = @('return'); export = @() }
        foreach ($operation in $known.Keys) {
            $command = $manifest.$operation
            $command.executable | Should -Be pwsh
            $command.args[-1] | Should -Be $operation
            $command.input | Should -BeIn stdin, env
            foreach ($key in $command.Keys) { $key | Should -BeIn (@('executable', 'args', 'input') + $known.$operation) }
            if ($command.return) { $command.return | Should -BeIn state, stateAndDiff }
            Test-Path "$dsc/$($command.args[-2])" | Should -BeTrue
        }
        $manifest.schema.Keys | Should -Be embedded
        $manifest.schema.embedded.type | Should -Be object
    }

    It 'has the version of the module' {
        $manifest.version | Should -Be (Import-PowerShellDataFile "$PSScriptRoot/../../Milvus.psd1").ModuleVersion
    }
}

Describe 'The script' {
    BeforeEach {
        $path = Join-Path (Get-Item TestDrive:/).FullName "dsc-$([guid]::NewGuid().ToString('N')).db"
        $instance = @{
            path  = $path
            state = @{
                roles       = @(@{ name = 'reader' })
                collections = @(@{
                        name    = 'docs'
                        fields  = @(@{ name = 'id'; type = 'Int64'; primaryKey = $true }, @{ name = 'vector'; type = 'FloatVector'; dimension = 2 })
                        aliases = @('current')
                    })
            }
        }
    }

    AfterEach { Get-MilvusConnection | Disconnect-Milvus }

    It 'sets once, and tests and exports what it has set' {
        $before = Invoke-Dsc test $instance
        $before.Code | Should -Be 0
        $before.Result[0]._inDesiredState | Should -BeFalse
        $before.Result[0].differences.kind | Should -Contain Collection
        $before.Result[1] | Should -Be @('state')

        $set = Invoke-Dsc set $instance
        $set.Trace | Should -HaveCount 3
        $set.Result[0].state.collections.name | Should -Be docs
        $set.Result[1] | Should -Be @('state')

        $again = Invoke-Dsc set $instance
        $again.Code | Should -Be 0
        $again.Trace | Should -BeNullOrEmpty
        $again.Result[1].Count | Should -Be 0
        $after = Invoke-Dsc test $instance
        $after.Result[0]._inDesiredState | Should -BeTrue
        $after.Result[1].Count | Should -Be 0
        $got = Invoke-Dsc get $instance
        $got.Result[0].state.Keys | Sort-Object | Should -Be collections, roles
        (Invoke-Dsc export @{ path = $path }).Result[0].state.Keys | Should -Contain databases
    }

    It 'opens a file that has users with the token of the instance' {
        $instance.state = @{ users = @(@{ name = 'u1' }) }
        (Invoke-Dsc set $instance).Trace.error | Should -BeLike '*use the property passwords @{ u1*'
        $instance.passwords = @{ u1 = 'secret1' }
        (Invoke-Dsc set $instance).Code | Should -Be 0
        (Invoke-Dsc test $instance).Code | Should -Be 1
        $instance.token = 'root:Milvus'
        $test = Invoke-Dsc test $instance
        $test.Result[0]._inDesiredState | Should -BeTrue
        ConvertTo-Json $test.Result -Depth 9 | Should -Not -BeLike '*root:Milvus*'
    }

    It 'keeps the folder of a set only while a ledger is in it' -Skip:(-not $IsLinux) {
        $data, $env:XDG_DATA_HOME = $env:XDG_DATA_HOME, (Get-Item TestDrive:/).FullName
        try {
            $null = Invoke-Dsc set $instance
            Get-ChildItem TestDrive:/Milvus | Should -BeNullOrEmpty
            Mock Set-MilvusDesiredState {
                Set-Content (Join-Path (Split-Path $Path) 'killed.ledger') 'x'
                throw 'killed'
            }
            (Invoke-Dsc set $instance).Code | Should -Be 1
            (Get-ChildItem TestDrive:/Milvus -Recurse -File).Name | Should -Be killed.ledger
            (Invoke-Dsc set $instance).Code | Should -Be 1
            (Get-ChildItem TestDrive:/Milvus -Recurse -File).Name | Should -Be killed.ledger
        }
        finally { $env:XDG_DATA_HOME = $data }
    }

    It 'removes only with force' {
        $null = Invoke-Dsc set $instance
        $instance.state.complete = @('roles')
        $instance.state.roles = @()
        $refused = Invoke-Dsc set $instance
        $refused.Code | Should -Be 1
        $refused.Trace.error | Should -Match 'require -Force'
        $refused.Trace.error | Should -Match 'Set the property force of the instance'
        $instance.force = $true
        (Invoke-Dsc set $instance).Code | Should -Be 0
        (Invoke-Dsc test $instance).Result[0]._inDesiredState | Should -BeTrue
    }

    It 'says what is wrong with the input' {
        $wrong = Invoke-Dsc set '{ "pth": "x" }'
        $wrong.Code | Should -Be 2
        $wrong.Trace.error | Should -Match "'pth' is not a property"
        (Invoke-Dsc get '{ "path": "x" }').Trace.error | Should -Match 'state is missing'
        (Invoke-Dsc get 'nothing').Code | Should -Be 2
        $instance.state.collections[0].feilds = @()
        (Invoke-Dsc test $instance).Trace.error | Should -Match 'Did you mean fields'
    }

    It 'has the exit code 2 for a wrong state, and names the place in the instance' {
        $instance.state.colections = @()
        foreach ($operation in 'set', 'test') {
            $wrong = Invoke-Dsc $operation $instance
            $wrong.Code | Should -Be 2
            $wrong.Trace.error | Should -BeLike "state: 'colections' is not a key of a file. Did you mean collections?*"
        }
        $instance.state.Remove('colections')
        $instance.state.collections[0].fields[1].type = 'FloatVectr'
        (Invoke-Dsc test $instance).Trace.error | Should -BeLike "state.collections.docs.fields.vector.type: 'FloatVectr'*"
        $instance.state.roles[0].nme = 'x'
        $several = Invoke-Dsc set $instance
        $several.Code | Should -Be 2
        $several.Trace.error | Should -BeLike "'state' has 2 errors:*"
        "$($several.Trace.error)" | Should -Not -BeLike '*milvus-dsc-*'
    }

    It 'changes an empty collection, which is not loaded, with force' {
        $null = Invoke-Dsc set $instance
        $instance.state.collections[0].fields[1].dimension = 3
        $refused = Invoke-Dsc set $instance
        $refused.Code | Should -Be 1
        $refused.Trace.error | Should -Match 'require -Force'
        $instance.force = $true
        (Invoke-Dsc set $instance).Code | Should -Be 0
        (Invoke-Dsc test $instance).Result[0]._inDesiredState | Should -BeTrue
    }

    It 'takes passwords of new users, and never writes them' {
        $instance.state.users = @(@{ name = 'ann' })
        (Invoke-Dsc set $instance).Trace.error | Should -Match 'the user ann does not exist'
        $instance.passwords = @{ ann = 'secret-of-ann' }
        $set = Invoke-Dsc set $instance
        $set.Code | Should -Be 0
        ConvertTo-Json $set -Depth 64 | Should -Not -Match secret-of-ann
    }
}

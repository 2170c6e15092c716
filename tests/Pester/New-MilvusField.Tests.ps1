BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'New-MilvusField' {
    It 'needs no connection' {
        Get-MilvusConnection | Should -BeNullOrEmpty
        New-MilvusField id Int64 -PrimaryKey | Should -BeOfType Milvus.Field
    }

    It 'accepts <Given> for <Type>' -ForEach @(
        @{ Given = 'FLOAT_VECTOR'; Type = 'FloatVector' }
        @{ Given = 'FloatVector'; Type = 'FloatVector' }
        @{ Given = 'float_vector'; Type = 'FloatVector' }
        @{ Given = 'BINARY_VECTOR'; Type = 'BinaryVector' }
        @{ Given = 'BFLOAT16_VECTOR'; Type = 'BFloat16Vector' }
    ) {
        (New-MilvusField v $Given -Dimension 8).Type | Should -Be $Type
    }

    It 'names the missing parameter of <Type>' -ForEach @(
        @{ Type = 'FloatVector'; Missing = 'Dimension'; Given = @{} }
        @{ Type = 'VarChar'; Missing = 'MaxLength'; Given = @{} }
        @{ Type = 'Array'; Missing = 'ElementType'; Given = @{ MaxCapacity = 5 } }
        @{ Type = 'Array'; Missing = 'MaxCapacity'; Given = @{ ElementType = 'Int64' } }
        @{ Type = 'Array'; Missing = 'MaxLength'; Given = @{ ElementType = 'VarChar'; MaxCapacity = 5 } }
    ) {
        { New-MilvusField wrong $Type @Given -ErrorAction Stop } | Should -Throw "*-$Missing*" -ErrorId 'MilvusInvalidArgument*'
        $Error[0].TargetObject | Should -Be 'wrong'
    }

    It 'needs no dimension for a sparse vector' {
        (New-MilvusField s SPARSE_FLOAT_VECTOR).Dimension | Should -BeNullOrEmpty
    }

    It 'refuses an unknown type, and lists the known ones' {
        { New-MilvusField id Int65 } | Should -Throw '*Int64*'
    }

    It 'keeps all settings' {
        $field = New-MilvusField name VARCHAR -MaxLength 20 -Nullable -DefaultValue none -Description 'what it is'
        $field.MaxLength | Should -Be 20
        $field.Nullable | Should -BeTrue
        $field.DefaultValue | Should -Be 'none'
        $field.Description | Should -Be 'what it is'
        $field.PrimaryKey | Should -BeFalse
    }
}

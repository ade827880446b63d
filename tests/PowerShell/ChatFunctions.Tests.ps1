# Which commands can be chat commands, and what is copied for them. Both are decided when a bot starts.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $assembly = (Get-Command Start-B24Bot).ImplementingType.Assembly
    $flags = [System.Reflection.BindingFlags] 'Static, Public, NonPublic'
    $readList = $assembly.GetType('Bitrix24.Imbot.ChatCommands.Registry.FunctionList').GetMethod('Read', $flags)
    $mistakesType = $assembly.GetType('Bitrix24.Imbot.ChatCommands.Registry.RuleMistakes')
    $carriedType = $assembly.GetType('Bitrix24.Imbot.Handlers.CarriedCommands')
    $variablesType = $assembly.GetType('Bitrix24.Imbot.Handlers.CarriedVariables')

    function Get-FunctionList {
        param([object[]] $Function, [hashtable] $Rule)
        try {
            $mistakes = [Activator]::CreateInstance($mistakesType)
            $list = $readList.Invoke($null, @($ExecutionContext.InvokeCommand, [object[]] $Function, $Rule, $mistakes))
            $mistakes.Throw()
            $list
        }
        catch {
            throw $_.Exception.GetBaseException()
        }
    }

    function Test-Carried {
        # Copies functions to a separate runspace, and returns their output there.
        param([string[]] $Function, [string[]] $Variable = @(), [string] $Call)
        try {
            $variables = [Activator]::CreateInstance($variablesType, @($ExecutionContext.SessionState.PSVariable, $Variable))
            $carried = [Activator]::CreateInstance($carriedType, @($ExecutionContext.InvokeCommand, $variables))
            foreach ($name in $Function) { $carried.Add((Get-Command $name).PSObject.BaseObject) }
        }
        catch {
            throw $_.Exception.GetBaseException()
        }
        $initial = [initialsessionstate]::CreateDefault2()
        $carried.AddTo($initial)
        $shell = [powershell]::Create($initial)
        try { $shell.AddScript($Call).Invoke() } finally { $shell.Dispose() }
    }

    function global:Test-B24Plain { param([string] $Name) "plain $Name" }
    function global:Test-B24Other { param([int] $Number) "other $Number" }
    Set-Alias -Name tbp -Value Test-B24Plain -Scope Global
}

AfterAll {
    Remove-Item function:Test-B24*, alias:tbp -ErrorAction Ignore
}

Describe 'The list of functions' {
    It 'accepts names, wildcards, aliases, command objects, and modules' {
        (Get-FunctionList 'Test-B24Plain').Functions.Name | Should -Be 'Test-B24Plain'
        (Get-FunctionList 'tbp').Functions.Name | Should -Be 'Test-B24Plain'
        (Get-FunctionList 'Test-B24[PO]*').Functions.Name | Should -Be 'Test-B24Other', 'Test-B24Plain'
        (Get-FunctionList (Get-Command Test-B24Plain)).Functions.Name | Should -Be 'Test-B24Plain'
        (Get-FunctionList 'Get-Date').Functions.Name | Should -Be 'Get-Date'
        $module = New-Item -ItemType File (Join-Path $TestDrive 'B24Ops.psm1') -Value 'function Get-B24Ops { "ops" }; function Get-B24Secret { }; Export-ModuleMember Get-B24Ops'
        Import-Module $module.FullName
        (Get-FunctionList (Get-Module B24Ops)).Functions.Name | Should -Be 'Get-B24Ops'
        Remove-Module B24Ops
    }

    It 'finds a function by its name and its aliases, ignoring case' {
        $list = Get-FunctionList 'Test-B24Plain'
        $list.Functions[0].ShownName | Should -BeExactly 'test-b24plain'
        $list.Functions[0].OtherNames | Should -Be 'tbp', 'Test-B24Plain'
        foreach ($name in 'test-b24plain', 'TEST-B24PLAIN', 'TBP') { $list.Find($name).Name | Should -Be 'Test-B24Plain' }
        $list.Find('Test-B24Other') | Should -BeNullOrEmpty
    }

    It 'finds aliases of aliases and aliases with a module name, but no circular aliases or aliases of other commands' {
        Set-Alias -Name tbchain -Value tbp -Scope Global
        Set-Alias -Name tbcircle -Value tbround -Scope Global
        Set-Alias -Name tbround -Value tbcircle -Scope Global
        Set-Alias -Name tbforeign -Value NoSuchModule\Test-B24Plain -Scope Global
        Set-Alias -Name tbfile -Value (Join-Path $TestDrive 'Test-B24Plain') -Scope Global
        Set-Alias -Name tbqualified -Value Microsoft.PowerShell.Utility\Get-Random -Scope Global
        try {
            (Get-FunctionList 'Test-B24Plain').Functions[0].OtherNames | Sort-Object | Should -Be 'tbchain', 'tbp', 'Test-B24Plain'
            (Get-FunctionList 'Get-Random').Functions[0].OtherNames | Should -Contain 'tbqualified'
        }
        finally {
            Remove-Item alias:tbchain, alias:tbcircle, alias:tbround, alias:tbforeign, alias:tbfile, alias:tbqualified
        }
    }

    It 'matches no function of other loaded modules, and no built-in function' {
        (Get-FunctionList 'New-PesterConfiguration').Functions.Name | Should -Be 'New-PesterConfiguration'
        { Get-FunctionList 'New-PesterConfiguratio[n]' } | Should -Throw '*matches*'
        (Get-FunctionList '*').Functions.Name | Should -Not -Contain 'prompt'
    }

    It 'refuses <Function>' -ForEach @(
        @{ Function = 'Invoke-Expression' }
        @{ Function = 'iex' }
        @{ Function = 'ForEach-Object' }
        @{ Function = '%' }
        @{ Function = 'Start-Process' }
        @{ Function = 'Add-Type' }
        @{ Function = 'Start-Job' }
        @{ Function = 'Invoke-B24Method' }
        @{ Function = 'Connect-B24Webhook' }
        @{ Function = 'Get-ChildItem' }
        @{ Function = 'Get-Content' }
    ) {
        $failure = Get-Failure { Get-FunctionList $Function }
        $failure.Exception.ErrorId | Should -Be 'FunctionRefused' -Because "$failure"
    }

    It 'refuses applications and script files, even with an alias' {
        $script = New-Item -ItemType File (Join-Path $TestDrive 'tool.ps1') -Value '1'
        foreach ($command in (Get-Command $script.FullName), (Get-Command dotnet -CommandType Application | Select-Object -First 1)) {
            (Get-Failure { Get-FunctionList $command }).Exception.ErrorId | Should -Be 'FunctionRefused'
        }
        Set-Alias -Name b24tool -Value $script.FullName -Scope Global
        (Get-Failure { Get-FunctionList 'b24tool' }).Exception.ErrorId | Should -Be 'FunctionRefused'
        Remove-Item alias:b24tool
    }

    It 'refuses dynamic parameters, mandatory parameters that can''t be set, and reserved names' {
        function global:Test-B24Dynamic { [CmdletBinding()] param([string] $Name) dynamicparam { $global:B24Canary = 1 } end { } }
        function global:Test-B24Unfit { param([Parameter(Mandatory)] [scriptblock] $Script) }
        function global:Test-B24Credential { param([Parameter(Mandatory)] [pscredential] $Credential, [string] $Name) }
        function global:Test-B24Path { param([Parameter(Mandatory)] [string] $Path) }
        function global:Stop { }
        try {
            foreach ($name in 'Test-B24Dynamic', 'Test-B24Unfit', 'Test-B24Credential', 'Test-B24Path', 'Stop') {
                $failure = Get-Failure { Get-FunctionList $name }
                $failure.Exception.ErrorId | Should -Be 'FunctionRefused' -Because "$name $failure"
            }
            Get-Variable B24Canary -Scope Global -ErrorAction Ignore | Should -BeNullOrEmpty
            (Get-FunctionList 'Test-B24Path' -Rule @{ 'Test-B24Path' = @{ Paths = $true } }).Functions.Name | Should -Be 'Test-B24Path'

            # A command that matched a wildcard is omitted and reported.
            $list = Get-FunctionList 'Test-B24*'
            $list.LeftOut.Count | Should -Be 4
            $list.Functions.Name | Should -Be 'Test-B24Other', 'Test-B24Plain'
        }
        finally {
            Remove-Item function:Test-B24Dynamic, function:Test-B24Unfit, function:Test-B24Credential, function:Test-B24Path, function:Stop
        }
    }

    It 'requires exact names for the cmdlets of PowerShell and of this module' {
        Import-Module Microsoft.PowerShell.Utility
        (Get-Failure { Get-FunctionList (Get-Module Microsoft.PowerShell.Utility) }).Exception.ErrorId | Should -Be 'FunctionRefused'
        (Get-Failure { Get-FunctionList (Get-Module Bitrix24.Imbot) }).Exception.ErrorId | Should -Be 'FunctionRefused'
    }

    It 'refuses an invalid rule: <Case>' -ForEach @(
        @{ Case = 'not a hashtable'; Rule = @{ 'Test-B24Plain' = 'x' }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'an unknown key'; Rule = @{ 'Test-B24Plain' = @{ Approver = 17 } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'an empty Allow'; Rule = @{ 'Test-B24Plain' = @{ Allow = @() } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'an invalid person in Allow'; Rule = @{ 'Test-B24Plain' = @{ Allow = 17, 'role:admin' } }; Id = 'AccessRuleInvalid' }
        @{ Case = 'an invalid person in Approve'; Rule = @{ 'Test-B24Plain' = @{ Approve = 'chat5' } }; Id = 'AccessRuleInvalid' }
        @{ Case = 'everyone approves'; Rule = @{ 'Test-B24Plain' = @{ Approve = 'Everyone' } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'too few approvers'; Rule = @{ 'Test-B24Plain' = @{ Approve = 17, 17; Approvals = 2 } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'approvals without approvers'; Rule = @{ 'Test-B24Plain' = @{ Approvals = 2 } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'a number of approvals that is not a number'; Rule = @{ 'Test-B24Plain' = @{ Approve = 'chat:chat5'; Approvals = 'two' } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'no approvals'; Rule = @{ 'Test-B24Plain' = @{ Approve = 'chat:chat5'; Approvals = 0 } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'a time that is too short'; Rule = @{ 'Test-B24Plain' = @{ Approve = 17; ApproveWithin = '10s' } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'a time that is too long'; Rule = @{ 'Test-B24Plain' = @{ Timeout = '2d' } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'a time that is not a time'; Rule = @{ 'Test-B24Plain' = @{ Timeout = 'soon' } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'a limit that is not a limit'; Rule = @{ 'Test-B24Plain' = @{ Limit = 5 } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'a limit of nothing'; Rule = @{ 'Test-B24Plain' = @{ Limit = '0/1h' } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'a limit with an unknown key'; Rule = @{ 'Test-B24Plain' = @{ Limit = @{ Calls = 5; Per = '1h' } } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'a preview of a function that has none'; Rule = @{ 'Test-B24Plain' = @{ Approve = 17; Preview = $true } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'a WhatIf of a function that has none'; Rule = @{ 'Test-B24Plain' = @{ WhatIf = $true } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'a wildcard without functions'; Rule = @{ 'Restart-*' = @{ } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'two wildcards for one function'; Rule = @{ 'Test-*' = @{ }; '*-B24Plain' = @{ } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'a function that is not in the list'; Rule = @{ 'Test-Nothing' = @{ } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'a flag that is a text'; Rule = @{ 'Test-B24Plain' = @{ Confirm = 'false' } }; Id = 'FunctionRuleInvalid' }
        @{ Case = 'an unknown parameter'; Rule = @{ 'Test-B24Plain' = @{ Parameters = 'Other' } }; Id = 'FunctionRefused' }
    ) {
        (Get-Failure { Get-FunctionList 'Test-B24Plain' -Rule $Rule }).Exception.ErrorId | Should -Be $Id
    }

    It 'reports all mistakes in one error' {
        $rule = @{ 'Test-B24Plain' = @{ Approver = 1; Allow = 'x', 'y'; Limit = 'z' }; 'Test-Nothing' = @{ Paths = 1 } }
        $failure = Get-Failure { Get-FunctionList 'Test-B24Plain' -Rule $rule }
        $failure.Exception.ErrorId | Should -Be 'FunctionRuleInvalid'
        $failure.Exception.Message | Should -BeLike '6 errors: *'
        foreach ($part in "unknown key 'Approver'", "'x'", "'y'", 'Limit', 'Paths', "'Test-Nothing'") { $failure.Exception.Message | Should -BeLike "*$part*" }
    }

    It 'reads every key of a rule' {
        function global:Test-B24Process { [CmdletBinding(SupportsShouldProcess)] param([string] $Name) }
        try {
            $rule = (Get-FunctionList 'Test-B24Process' -Rule @{ 'Test-B24Process' = @{
                Allow = 17, 'department:7+'; Approve = 'manager:chat5', 'chat:chat6'; Approvals = 2; ApproveWithin = '2h'; Preview = $true; Limit = '5/1h'
                Timeout = 90; Repeatable = $true; Confirm = $false; Parameters = 'Name'; Paths = $true; WhatIf = $true
            } }).Functions[0].Rule
            "$($rule.Allow.Text)|$($rule.Approve.Text)|$($rule.Approvals)|$($rule.ApproveWithin)|$($rule.Preview)|$($rule.Limit)|$($rule.Timeout)|$($rule.Repeatable)|$($rule.Confirm)|$($rule.Parameters)|$($rule.Paths)|$($rule.WhatIf)" |
                Should -Be '17 department:7+|manager:chat5 chat:chat6|2|02:00:00|True|5/1h|00:01:30|True|False|Name|True|True'
        }
        finally {
            Remove-Item function:Test-B24Process
        }
    }

    It 'has default values for an empty rule: no approvers, one approval within a day' {
        $rule = (Get-FunctionList 'Test-B24Plain' -Rule @{ 'Test-B24Plain' = @{ } }).Functions[0].Rule
        "$($rule.Allow)|$($rule.Approve)|$($rule.Approvals)|$($rule.ApproveWithin)|$($rule.Preview)|$($rule.Limit)|$($rule.Timeout)|$($rule.Repeatable)|$($rule.Confirm)|$($rule.WhatIf)" | Should -Be '||1|1.00:00:00|False|||False|True|False'
    }

    It 'reads the limit <Limit> as <Expected>' -ForEach @(
        @{ Limit = '5/1h'; Expected = '5/1h' }
        @{ Limit = ' 1 / d '; Expected = '1/1d' }
        @{ Limit = '20/90s'; Expected = '20/90s' }
        @{ Limit = '2/00:10:00'; Expected = '2/10m' }
        @{ Limit = @{ Calls = 3; Within = [timespan]::FromMinutes(30) }; Expected = '3/30m' }
        @{ Limit = @{ Calls = 3; Within = 60 }; Expected = '3/1m' }
    ) {
        "$((Get-FunctionList 'Test-B24Plain' -Rule @{ 'Test-B24Plain' = @{ Limit = $Limit } }).Functions[0].Rule.Limit)" | Should -Be $Expected
    }

    It 'prefers the rule with the name of a function to a rule with a wildcard' {
        $list = Get-FunctionList 'Test-B24Plain', 'Test-B24Other' -Rule @{ 'Test-*' = @{ Limit = '1/m' }; 'test-b24plain' = @{ Limit = '2/m' } }
        "$($list.Find('Test-B24Plain').Rule.Limit) $($list.Find('Test-B24Other').Rule.Limit)" | Should -Be '2/1m 1/1m'
    }

    It 'restricts the parameters by a rule' {
        $list = Get-FunctionList 'Test-B24Plain' -Rule @{ 'Test-B24Plain' = @{ Parameters = @() } }
        @($list.Functions[0].Signature.Settable) | Should -BeNullOrEmpty
    }

    It 'reports names that do not exist' {
        foreach ($name in 'Test-Nothing', 'Test-Nothing*') {
            (Get-Failure { Get-FunctionList $name }).Exception.ErrorId | Should -Be 'FunctionNotFound'
        }
    }
}

Describe 'Copies of helper functions and variables' {
    It 'copies helper functions, their aliases, and named variables' {
        function global:Test-B24Helper { "helped $args $B24Setting" }
        Set-Alias -Name tbh -Value Test-B24Helper -Scope Global
        function global:Test-B24Caller { param([string] $Name) tbh $Name }
        $global:B24Setting = @{ a = 1 }
        try {
            Test-Carried 'Test-B24Caller' -Variable 'B24Setting' -Call 'Test-B24Caller x; $B24Setting.a' | Should -Be 'helped x System.Collections.Hashtable', 1
            $failure = Get-Failure { Test-Carried 'Test-B24Caller' -Call '1' }
            $failure.Exception.ErrorId | Should -Be 'FunctionNotCarried'
            "$failure" | Should -BeLike '*Test-B24Helper*$B24Setting*'
        }
        finally {
            Remove-Item function:Test-B24Helper, function:Test-B24Caller, alias:tbh, variable:B24Setting
        }
    }

    It 'imports the module of a function' {
        $module = New-Item -ItemType File (Join-Path $TestDrive 'B24Carried.psm1') -Value 'function Get-B24Hidden { "hidden" }; function Get-B24Carried { Get-B24Hidden }; Export-ModuleMember Get-B24Carried'
        Import-Module $module.FullName
        try { Test-Carried 'Get-B24Carried' -Call 'Get-B24Carried' | Should -Be 'hidden' } finally { Remove-Module B24Carried }
    }

    It 'reports <Case>' -ForEach @(
        @{ Case = 'a class of the session'; Body = 'class B24Made { }; function global:Test-B24Not { [B24Made]::new() }' }
        @{ Case = 'a module without a file'; Body = 'New-Module -Name B24Memory { function Test-B24Not { 1 } } | Import-Module -Global' }
        @{ Case = 'the folder of a script file'; Body = 'function global:Test-B24Not { $PSScriptRoot }' }
    ) {
        . ([scriptblock]::Create($Body))
        try { (Get-Failure { Test-Carried 'Test-B24Not' -Call '1' }).Exception.ErrorId | Should -Be 'FunctionNotCarried' }
        finally { Remove-Module B24Memory -ErrorAction Ignore; Remove-Item function:Test-B24Not -ErrorAction Ignore }
    }
}

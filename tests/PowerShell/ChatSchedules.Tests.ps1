# Scheduled command lines.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $state = Join-Path $TestDrive 'state'
    $old = $env:BITRIX24_IMBOT_STATE
    $env:BITRIX24_IMBOT_STATE = $state
    $functions = {
        function Get-Answer { param([string] $Name = 'nobody', [ValidateRange(1, 9)] [int] $Top = 1, [switch] $Last) "answer for $Name, $Top" }
        function Get-Needed { param([Parameter(Mandatory)] [string] $Name, [string] $Other) "needed $Name" }
        function Get-Asked { if ($Host.UI.PromptForChoice('Color', 'Which one?', @('&Red', '&Blue'), 0) -ge 0) { 'chosen' } }
        function Get-Words { "you said $(Read-Host 'Your words')" }
        function Set-Changed { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([string] $Name) if ($PSCmdlet.ShouldProcess($Name)) { "changed $Name" } }
    }

    function Start-Scheduled {
        # Starts a bot in another runspace.
        param([hashtable[]] $Schedule, [hashtable] $Option = @{}, [string[]] $Function = @('Get-Answer', 'Get-Needed', 'Get-Asked', 'Get-Words', 'Set-Changed'))
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
                param($Module, $Uri, $Functions, $Function, $Schedule, $Option)
                $ErrorActionPreference = 'Stop'
                Import-Module $Module
                . ([scriptblock]::Create($Functions))
                Connect-B24Webhook $Uri -BotId 456 -BotToken my_bot_token
                Start-B24Bot -Interval 1 -Function $Function -Allow 17 -Schedule $Schedule @Option
            }).AddArgument($modulePath).AddArgument($portal.webhookUri).AddArgument("$functions").AddArgument($Function).AddArgument($Schedule).AddArgument($Option)
        $script:bot = [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
    }

    function Get-StartError {
        # The error of a bot that does not start.
        param([hashtable[]] $Schedule)
        Start-Scheduled $Schedule
        $started = $script:bot
        try {
            if (-not $started.Running.AsyncWaitHandle.WaitOne(30000)) { throw 'The bot has started.' }
            Get-Failure { $started.Shell.EndInvoke($started.Running) }
        }
        finally {
            if ($started.Running.IsCompleted) { $started.Shell.Dispose() } else { Stop-Bot $started }
            $script:bot = $null
        }
    }

    function Wait-Said {
        param([string] $Pattern, [string] $DialogId = 'chat5')
        Wait-PortalMessage $portal $DialogId { $_.authorId -eq 456 -and $_.text -match $Pattern }
    }

    function Get-Said {
        param([string] $DialogId = 'chat5')
        @(Get-PortalMessage $portal $DialogId | Where-Object authorId -EQ 456)
    }

    function Get-Audit {
        @(Get-ChildItem $state -Recurse -Filter audit.jsonl | Get-Content | ConvertFrom-Json)
    }

    function Wait-Audit {
        param([scriptblock] $Condition)
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while (-not ($found = @(Get-Audit | Where-Object $Condition))) {
            if ($limit.Elapsed.TotalSeconds -gt 30) { throw "It is not on record: $Condition" }
            Start-Sleep -Milliseconds 50
        }

        $found[0]
    }
}

AfterAll {
    $env:BITRIX24_IMBOT_STATE = $old
    Stop-TestPortal $portal
}

Describe 'A schedule' {
    BeforeEach {
        Reset-TestPortal $portal
        Remove-Item $state -Recurse -Force -ErrorAction Ignore
        $script:bot = $null
    }

    AfterEach {
        if ($script:bot) { Stop-Bot $script:bot }
    }

    It 'runs its line at each time, with the output in its dialog and the schedule in the audit' {
        Start-Scheduled @{ Line = '/get-answer Anna -Top 5'; Cron = '*/2 * * * * *'; DialogId = 'chat5'; TimeZone = 'Europe/Moscow' }
        $first = Wait-Said 'answer for Anna, 5'
        $null = Wait-PortalMessage $portal chat5 { $_.id -gt $first.id -and $_.text -match 'answer for Anna, 5' }
        $entry = Wait-Audit { $_.kind -eq 'end' }
        $entry.schedule | Should -Be '/get-answer Anna -Top 5'
        $entry.dialog | Should -Be 'chat5'
        $entry.outcome | Should -Be 'completed'
        $entry.user | Should -BeNullOrEmpty
        @(Get-Audit | Where-Object kind -EQ 'start')[0].parameters.Top | Should -Be 5
    }

    It 'asks nobody: a function that prompts fails, and one that supports ShouldProcess runs without a confirmation' {
        Start-Scheduled @(
            @{ Line = 'get-asked'; Cron = '*/2 * * * * *'; DialogId = '17' }
            @{ Line = 'get-words'; Cron = '*/2 * * * * *'; DialogId = '23' }
            @{ Line = 'set-changed web'; Cron = '*/2 * * * * *'; DialogId = 'chat5' }
        )
        $null = Wait-Said 'changed web'
        $null = Wait-Said 'A scheduled command can''t ask questions' '17'
        $null = Wait-Said 'A scheduled command can''t ask questions' '23'
        @('17', '23' | ForEach-Object { Get-Said $_ } | Where-Object text -Match 'chosen|you said') | Should -HaveCount 0 -Because 'it does not go on without the answer'
        (Wait-Audit { $_.kind -eq 'end' -and $_.command -eq 'Get-Asked' }).outcome | Should -Be 'failed'
        (Wait-Audit { $_.kind -eq 'end' -and $_.command -eq 'Get-Words' }).outcome | Should -Be 'failed'
        @('17', '23', 'chat5' | ForEach-Object { Get-Said $_ } | Where-Object { @($_.params.KEYBOARD | Where-Object { $_ }).Count }) | Should -HaveCount 0
    }

    It 'needs the approval of its rule, and the card shows the schedule' {
        Start-Scheduled @{ Line = '/set-changed web'; Cron = '*/2 * * * * *'; DialogId = 'chat5' } @{ FunctionRule = @{ 'Set-Changed' = @{ Approve = 23 } } }
        $card = Wait-Said 'Approval needed' '23'
        $card.text | Should -Match '/set-changed web'
        @(Get-Said | Where-Object text -Match 'changed web') | Should -HaveCount 0
        $null = Invoke-PortalControl $portal POST "messages/$($card.id)/press" @{ text = 'Approve'; userId = 23 }
        $null = Wait-Said 'changed web'
        $start = Wait-Audit { $_.kind -eq 'start' }
        $start.schedule | Should -Be '/set-changed web'
        $start.approvers | Should -Be 23
        (Wait-Audit { $_.kind -eq 'approval' -and $_.decision -eq 'approved' }).by | Should -Be 23
    }

    It 'that a stopped bot missed is reported once, in the dialog and as a warning, and not run' {
        # Not due during the test.
        $hour = ([DateTimeOffset]::UtcNow.Hour + 12) % 24
        $schedule = @{ Line = '/get-answer'; Cron = "0 $hour * * *"; DialogId = 'chat5'; TimeZone = 'UTC' }
        Start-Scheduled $schedule
        Wait-PortalRequest $portal 'imbot.v2.Event.get'
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while (-not ($file = Get-ChildItem $state -Recurse -Filter schedules.json) -and $limit.Elapsed.TotalSeconds -lt 30) { Start-Sleep -Milliseconds 50 }
        Stop-Bot $script:bot
        $text = [System.IO.File]::ReadAllText($file.FullName)
        $text | Should -Match '\d{4}-\d\d-\d\dT'
        [System.IO.File]::WriteAllText($file.FullName, ($text -replace '\d{4}-\d\d-\d\dT[^"]*', [DateTimeOffset]::UtcNow.AddDays(-3).ToString('o')))
        foreach ($start in 1, 2) {
            Clear-PortalRequest $portal
            Start-Scheduled $schedule
            Wait-PortalRequest $portal 'imbot.v2.Event.get'
            if ($start -eq 1) {
                (Wait-Said '/get-answer was due').text | Should -Match 'Missed runs: 3'
            }

            Stop-Bot $script:bot
            if ($start -eq 2) { $script:bot = $null }
        }

        @(Get-Said) | Should -HaveCount 1
        @(Get-Audit).kind | Should -Be 'missed'
        (Get-Audit).times | Should -Be 3
    }

    It 'in a dialog that the bot cannot write to fails, and the bot continues' {
        Start-Scheduled @(
            @{ Line = '/get-answer nowhere'; Cron = '*/2 * * * * *'; DialogId = 'chat999' }
            @{ Line = '/get-answer somewhere'; Cron = '*/2 * * * * *'; DialogId = 'chat5' }
        )
        $first = Wait-Said 'somewhere'
        $null = Wait-PortalMessage $portal chat5 { $_.id -gt $first.id -and $_.text -match 'somewhere' }
        $script:bot.Running.IsCompleted | Should -BeFalse
    }
}

Describe 'Invalid schedules' {
    BeforeEach {
        Reset-TestPortal $portal
    }

    It 'are one error with all mistakes, before the bot reads events' {
        $failure = Get-StartError @(
            @{ Line = '/get-answer'; Cron = '61 * * * *'; DialogId = 'chat5' }
            @{ Line = '/get-answer a'; Cron = '0 8 * * *'; DialogId = 'chat5'; TimeZone = 'Europe/Atlantis' }
            @{ Line = '/get-missing'; Cron = '0 8 * * *'; DialogId = 'chat5' }
            @{ Line = '/get-needed -Other x'; Cron = '0 8 * * *'; DialogId = 'chat5' }
            @{ Line = '/get-answer b'; Cron = '0 8 * * *'; DialogId = 'chat5'; Zone = 'UTC' }
            @{ Line = '/get-answer -Top 12'; Cron = '0 8 * * *'; DialogId = 'chat5' }
            @{ Line = '/get-answer $(1)'; Cron = '0 8 * * *'; DialogId = 'chat5' }
            @{ Line = '/get-answer -Unknown 1'; Cron = '0 8 * * *'; DialogId = 'chat5' }
            @{ Line = '/get-answer c'; Cron = '0 8 * * *'; DialogId = 'chat0' }
            @{ Line = '/get-answer d'; Cron = '0 0 30 2 *'; DialogId = 'chat5' }
            @{ Cron = '0 8 * * *'; DialogId = 'chat5' }
            @{ Line = '/get-answer e'; DialogId = 'chat5' }
            @{ Line = '/get-answer f'; Cron = '0 8 * * *' }
            @{ Line = '/get-answer twice'; Cron = '0 8 * * *'; DialogId = 'chat5'; TimeZone = 'UTC' }
            @{ Line = '/get-answer twice'; Cron = '0 8 * * *'; DialogId = 'chat5'; TimeZone = 'UTC' }
        )
        $inner = $failure.Exception.GetBaseException()
        $inner.ErrorId | Should -Be 'ScheduleInvalid'
        foreach ($part in '61 * * * *', 'Europe/Atlantis', 'get-missing', '-Name', 'Zone', '12', '$(1)', '-Unknown', 'chat0', '0 0 30 2 *', 'no Line', 'no Cron', 'no DialogId', 'is specified 2 times') {
            $inner.Message.Contains($part) | Should -BeTrue -Because "$part should be in: $($inner.Message)"
        }

        @(Get-PortalRequest $portal 'imbot.v2.Event.get') | Should -HaveCount 0
    }

    It 'require -Function' {
        Connect-TestWebhook $portal
        Get-ErrorId (Get-Failure { Start-B24Bot -OnMessage { } -Schedule @{ Line = '/x'; Cron = '* * * * *'; DialogId = 'chat5' } }) | Should -Be 'FunctionNotFound'
        Reset-TestSession
    }
}

Describe 'The library of cron expressions' {
    It 'works together with another version in the same process, and is not loaded before its first use' {
        Skip-OnDesktopBuild
        Skip-WithoutPowerShell7
        # An assembly of the same name, as a module with another version has loaded it.
        $other = Join-Path $TestDrive 'Cronos.dll'
        Add-Type -TypeDefinition 'public static class LoadsTheCompiler { }'
        $tree = [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText(
            '[assembly: System.Reflection.AssemblyVersion("0.5.0.0")] namespace Cronos { public static class Other { public static string Name = "other"; } }')
        $core = [Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)
        $option = [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new([Microsoft.CodeAnalysis.OutputKind]::DynamicallyLinkedLibrary)
        $compilation = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create('Cronos', [Microsoft.CodeAnalysis.SyntaxTree[]] $tree, [Microsoft.CodeAnalysis.MetadataReference[]] $core, $option)
        $file = [System.IO.File]::Create($other)
        try { $compilation.Emit($file).Success | Should -BeTrue } finally { $file.Dispose() }
        Reset-TestPortal $portal
        Add-PortalPost $portal 'hello'
        $outcome = Invoke-ChildPowerShell -Environment @{ BITRIX24_IMBOT_STATE = $state } -Command @"
            `$named = { @([AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { `$_.GetName() } | Where-Object Name -in 'Cronos', 'Bitrix24.Imbot.Cron') }
            'loaded at import: ' + (& `$named).Count
            Add-Type -Path '$other'
            'other: ' + [Cronos.Other]::Name
            Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
            function Get-Answer { }
            Start-B24Bot -Interval 1 -Function Get-Answer -Allow 17 -MaxEvents 1 -Schedule @{ Line = '/get-answer'; Cron = '0 0 1 1 *'; DialogId = 'chat5' } 6> `$null
            'copies: ' + @(& `$named | Where-Object Name -eq 'Cronos').Count
"@
        $outcome.ErrorText | Should -BeNullOrEmpty
        $outcome.Output.Trim() -split '\r?\n' | Should -Be 'loaded at import: 0', 'other: other', 'copies: 2'
    }
}

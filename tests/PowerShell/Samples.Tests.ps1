# Runs each sample in a separate process, as a user would.

BeforeDiscovery {
    $samples = @(Get-ChildItem -Path (Join-Path $PSScriptRoot '../../samples') -Filter *.ps1 | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } })
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $oldFolder = $env:BITRIX24_IMBOT_PROFILES
    $samples = Join-Path $repository 'samples'

    # Installs the module: a folder with its name in a folder of PSModulePath.
    $modules = Join-Path $TestDrive 'modules'
    $installed = Join-Path $modules 'Bitrix24.Imbot'
    $null = New-Item -ItemType Directory -Path $installed
    Copy-Item $modulePath $installed
    Copy-Item (Join-Path (Split-Path $modulePath) 'module') $installed -Recurse
    $variables = @{ PSModulePath = $modules + [System.IO.Path]::PathSeparator + $env:PSModulePath; BITRIX24_IMBOT_STATE = (Join-Path $TestDrive 'state') }

    function Invoke-Sample {
        param([string] $Name, [string[]] $Argument)
        $run = Invoke-ChildPowerShell -File (Join-Path $samples $Name) -Argument $Argument -Environment $variables
        $run.ErrorText | Should -BeNullOrEmpty
        $run
    }

    function Add-Post {
        param([string] $Text, [string] $DialogId = '456', [int] $UserId = 17)
        Invoke-PortalControl $portal POST messages @{ dialogId = $DialogId; text = $Text; userId = $UserId }
    }

    function Get-Said {
        param([string] $DialogId = '17')
        @(Get-PortalMessage $portal $DialogId | Where-Object { $_.authorId -eq 456 -and -not $_.isDeleted })
    }
}

AfterAll {
    Stop-TestPortal $portal
    $env:BITRIX24_IMBOT_PROFILES = $oldFolder
}

Describe 'Samples' {
    BeforeAll {
        function Start-Sample {
            # Starts a sample that waits for a person. Complete-Sample ends it.
            param([string] $Name, [string[]] $Argument)
            $shell = [powershell]::Create()
            $null = $shell.AddScript({
                    param($Common, $Sample, $Argument, $Environment)
                    . $Common
                    Invoke-ChildPowerShell -File $Sample -Argument $Argument -Environment $Environment
                }).AddArgument((Join-Path $PSScriptRoot 'Common.ps1')).AddArgument((Join-Path $samples $Name)).AddArgument($Argument).AddArgument($variables)
            [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
        }

        function Complete-Sample {
            param($Started)
            try { $Started.Shell.EndInvoke($Started.Running) } finally { $Started.Shell.Dispose() }
        }

        function Wait-Said {
            # Waits for the bot's next message like this.
            param([string] $DialogId, [string] $Pattern)
            Wait-PortalMessage $portal $DialogId { $_.authorId -eq 456 -and -not $_.isDeleted -and $_.text -match $Pattern }
        }

        function Push-Button {
            param($Message, [string] $Text, [int] $UserId = 17)
            $null = Invoke-PortalControl $portal POST "messages/$($Message.id)/press" @{ userId = $UserId; text = $Text }
        }
    }

    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        $null = New-TestProfileFolder $TestDrive
        Connect-TestWebhook $portal -Option @{ SaveProfile = 'sample' }
        Reset-TestSession
    }

    It '<Name> is ASCII, so that Windows PowerShell can read it, and contains no secret' -ForEach $samples {
        $text = [System.IO.File]::ReadAllText($Path)
        $text | Should -Not -Match '[^\x00-\x7F]'
        ($text -replace '(?s)<#.*?#>') | Should -Not -Match '/rest/|-BotToken|-ClientSecret|Read-Host|Get-Credential'
    }

    It 'EchoBot repeats a message unchanged' {
        $null = Add-Post 'hi [b]there[/b]'
        $null = Invoke-Sample EchoBot.ps1 '-Name', 'sample', '-MaxEvents', '2'
        $said = (Get-Said)[0].text
        $said | Should -Match '^You wrote: hi '
        $said | Should -Not -Match '\[b\]there\[/b\]' -Because 'a tag that somebody wrote is shown and does not act'
    }

    It 'OpsBot runs its functions as commands' {
        $null = New-Item -ItemType Directory (Join-Path $TestDrive 'logs/web') -Force
        Set-Content (Join-Path $TestDrive 'logs/web/app.log') (1..100 | ForEach-Object { "entry $_" })
        $null = Add-Post '/get-diskspace'
        $null = Add-Post '/get-applog web -Lines 60'
        $null = Add-Post '/get-inventory'
        $null = Add-Post '/restart-app ../x'
        $null = Add-Post '/get-diskspace' -UserId 23
        $run = Invoke-Sample OpsBot.ps1 '-Name', 'sample', '-Allow', '17,department:99', '-LogFolder', (Join-Path $TestDrive 'logs'), '-MaxEvents', '7'
        $said = @(Get-Said)
        $texts = $said.text -join "`n"
        $texts | Should -Match 'Drive'
        $texts | Should -Match '(?s)entry 41.*entry 50.*60 lines'
        $texts | Should -Match '(?s)Service.*Nothing was run'
        @($said | Where-Object { $_.params.FILE_ID }).Count | Should -Be 1
        ($said | ForEach-Object { ConvertTo-Json $_.params -Depth 9 -Compress }) -join "`n" | Should -Match 'used by the bot'
        (Get-Said '23').text | Should -Be 'You don''t have permission to run /get-diskspace.'
    }

    It 'FourEyes restarts once when a second person approves, even if killed before each step, and audits every step' {
        $audit = "$TestDrive/foureyes.jsonl"
        [System.IO.File]::WriteAllText("$TestDrive/restart.ps1", '[System.IO.File]::AppendAllText("$PSScriptRoot/foureyes.txt", "$($args -join " ");")')
        $sample = Join-Path $samples 'FourEyes.ps1'
        $argument = '-Name sample -Allow 17,23 -Approve 17,23 -RestartScript "{0}" -AuditPath "{1}"' -f "$TestDrive/restart.ps1", $audit
        $bot = Start-ChildPowerShell $sample $argument $variables
        try {
            Wait-PortalRequest $portal imbot.v2.Event.get
            $null = Add-Post '/restart-app'
            Push-Button (Wait-Said 17 '^Which application') 'web'
            $null = Wait-Said 17 '^Why'
            $null = Add-Post 'It hangs.'
            $confirmation = Wait-Said 17 'Restart-App'
            $bot.Kill()
            $bot.WaitForExit()
            Push-Button $confirmation 'Run'
            $bot = Start-ChildPowerShell $sample $argument $variables
            $card = Wait-Said 23 'Approval needed'
            $bot.Kill()
            $bot.WaitForExit()
            Test-Path "$TestDrive/foureyes.txt" | Should -BeFalse
            Push-Button $card 'Approve' 23
            $bot = Start-ChildPowerShell $sample $argument $variables
            $null = Wait-Said 17 'web was restarted'
            $limit = [System.Diagnostics.Stopwatch]::StartNew()
            while (@([System.IO.File]::ReadAllText($audit) -split '\n' -match '"kind":"end"').Count -eq 0 -and $limit.Elapsed.TotalSeconds -lt 20) { Start-Sleep -Milliseconds 50 }
        }
        finally {
            if (-not $bot.HasExited) { $bot.Kill(); $bot.WaitForExit() }
        }

        [System.IO.File]::ReadAllText("$TestDrive/foureyes.txt") | Should -Be 'web It hangs.;'
        (Get-Said 23 | Where-Object id -EQ $card.id).text | Should -BeLike '*Approved by Ivan*'
        @(Get-Said 17) + @(Get-Said 23) | Where-Object { @($_.params.KEYBOARD | Where-Object { $_ }).Count } | Should -BeNullOrEmpty
        $story = @([System.IO.File]::ReadAllLines($audit) | ConvertFrom-Json)
        $story.kind | Should -Be 'approval', 'approval', 'start', 'end'
        @($story.call | Select-Object -Unique) | Should -HaveCount 1
        $story[0].decision, $story[1].decision | Should -Be 'asked', 'approved'
        $story[1].by | Should -Be 23
        $story[2].user | Should -Be 17
        $story[2].approvers | Should -Be 23
        $story[2].parameters.Reason | Should -Be 'It hangs.'
        $story[3].outcome | Should -Be 'completed'
    }

    It 'HelpDeskBot opens a ticket, its buttons assign and close it, and a repeated event changes nothing' {
        $data = Join-Path $TestDrive 'helpdesk'
        $null = Add-Post 'hello'
        $null = Invoke-Sample HelpDeskBot.ps1 '-Name', 'sample', '-DataPath', $data, '-MaxEvents', '2'
        (Get-Said)[0].text | Should -Match '^Write /ticket'
        $posted = Add-Post '/ticket The printer is on fire'
        $null = Invoke-Sample HelpDeskBot.ps1 '-Name', 'sample', '-DataPath', $data, '-MaxEvents', '1'
        $card = Get-Said | Where-Object text -Match 'printer'
        $card.text | Should -Be "Ticket $($posted.id), open: The printer is on fire"

        $null = Invoke-PortalControl $portal POST "messages/$($card.id)/press" @{ userId = 17; text = 'Take' }
        $null = Invoke-PortalControl $portal POST "messages/$($card.id)/press" @{ userId = 17; text = 'Take' }
        $null = Invoke-Sample HelpDeskBot.ps1 '-Name', 'sample', '-DataPath', $data, '-MaxEvents', '2'
        (Get-Said | Where-Object id -EQ $card.id).text | Should -Be "Ticket $($posted.id), taken by Anna Petrova: The printer is on fire"

        $null = Invoke-PortalControl $portal POST "messages/$($card.id)/press" @{ userId = 17; text = 'Close' }
        $null = Invoke-Sample HelpDeskBot.ps1 '-Name', 'sample', '-DataPath', $data, '-MaxEvents', '1'
        $closed = Get-Said | Where-Object id -EQ $card.id
        $closed.text | Should -Be "Ticket $($posted.id), closed by Anna Petrova: The printer is on fire"
        @(Get-Said | Where-Object text -Match 'printer').Count | Should -Be 1
        Test-Path (Join-Path $data 'failed.jsonl') | Should -BeFalse
    }

    It 'ServiceMonitor reports a failing service once, and edits its message when the service works again' {
        $state = Join-Path $TestDrive 'monitor.json'
        $port = Get-FreePort
        $arguments = '-Name', 'sample', '-DialogId', 'chat5', '-Service', "127.0.0.1:$port", '-StatePath', $state
        (Invoke-Sample ServiceMonitor.ps1 $arguments).Output | Should -Be "127.0.0.1:$port down"
        (Invoke-Sample ServiceMonitor.ps1 $arguments).Output | Should -Be "127.0.0.1:$port down"
        @(Get-Said chat5).Count | Should -Be 1
        (Get-Said chat5)[0].text | Should -Match 'doesn''t respond'

        $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), $port
        $listener.Start()
        try {
            (Invoke-Sample ServiceMonitor.ps1 $arguments).Output | Should -Be "127.0.0.1:$port up"
        }
        finally {
            $listener.Stop()
        }

        @(Get-Said chat5).Count | Should -Be 1
        (Get-Said chat5)[0].text | Should -Match 'responds again since'
        (Invoke-Sample ServiceMonitor.ps1 $arguments).Output | Should -Be "127.0.0.1:$port down"
        @(Get-Said chat5).Count | Should -Be 2
    }

    It 'DeploymentApproval: <Case>' -ForEach @(
        @{ Case = 'approved'; Press = 'Deploy'; By = 17; ExitCode = 0; Says = 'Release 1.4.2: Anna Petrova chose Deploy.' }
        @{ Case = 'refused'; Press = 'Stop'; By = 17; ExitCode = 2; Says = 'Release 1.4.2: Anna Petrova chose Stop.' }
        @{ Case = 'nobody with permission answers in time'; Press = 'Deploy'; By = 23; ExitCode = 3; Says = 'No one approved release 1.4.2 in time.' }
    ) {
        $time = if ($ExitCode -eq 3) { '4' } else { '60' }
        $step = Start-Sample DeploymentApproval.ps1 '-Name', 'sample', '-Release', '1.4.2', '-ApproverId', '17', '-TimeoutSeconds', $time
        Push-Button (Wait-Said chat5 '^Deploy release') $Press $By
        $run = Complete-Sample $step
        $run.ErrorText | Should -BeNullOrEmpty
        $run.Output | Should -Be $Says
        $run.ExitCode | Should -Be $ExitCode
        (Get-Said chat5)[-1].text | Should -Be $Says
    }

    It 'DiskAlarm shows full disks with a button, and then the person who handles them' {
        (Invoke-Sample DiskAlarm.ps1 '-Name', 'sample', '-MinimumFree', '-1').Output | Should -Be 'All disks have enough space.'
        Get-Said chat5 | Should -BeNullOrEmpty
        $started = Start-Sample DiskAlarm.ps1 '-Name', 'sample', '-MinimumFree', '101', '-TimeoutSeconds', '60'
        $question = Wait-Said chat5 'disk space'
        ConvertTo-Json $question.params.ATTACH -Depth 9 | Should -BeLike '*Free GB*'
        Push-Button $question 'I take care of it'
        $run = Complete-Sample $started
        $run.ErrorText | Should -BeNullOrEmpty
        $run.Output | Should -Be 'Anna Petrova takes care of it.'
        (Get-Said chat5)[-1].text | Should -BeLike '*Anna Petrova: I take care of it*'
    }

    It 'RestartApproval restarts when another person approves' {
        [System.IO.File]::WriteAllText("$TestDrive/restart.ps1", '[System.IO.File]::WriteAllText("$PSScriptRoot/restarted.txt", $args[0])')
        $started = Start-Sample RestartApproval.ps1 '-Name', 'sample', '-Service', 'web', '-ApproverId', '23', '-RestartScript', "$TestDrive/restart.ps1", '-MaxEvents', '2'
        Wait-PortalRequest $portal imbot.v2.Command.register
        $null = Add-Post '/restart web'
        $question = Wait-Said chat5 'wants to restart'
        Push-Button $question 'Restart' 17
        Push-Button $question 'Restart' 23
        (Complete-Sample $started).ErrorText | Should -BeNullOrEmpty
        [System.IO.File]::ReadAllText("$TestDrive/restarted.txt") | Should -Be 'web'
        (Get-Said)[-1].text | Should -BeLike 'web was restarted. * approved it.'
    }

    It 'NightlyReport posts its table once a day' {
        $first = (Invoke-Sample NightlyReport.ps1 '-Name', 'sample').Output
        (Invoke-Sample NightlyReport.ps1 '-Name', 'sample').Output | Should -Be $first
        @(Get-Said chat5).Count | Should -Be 1
        ConvertTo-Json (Get-Said chat5)[0].params.ATTACH -Depth 9 | Should -BeLike '*Memory, MB*'
    }

    It 'HelpDeskForm asks five questions and posts the ticket' {
        $started = Start-Sample HelpDeskForm.ps1 '-Name', 'sample', '-MaxEvents', '4'
        Wait-PortalRequest $portal imbot.v2.Command.register
        $null = Add-Post '/ticket' -UserId 23
        $null = Wait-Said 23 'What is it about'
        $null = Add-Post '/ticket'
        $null = Wait-Said 17 'What is it about'
        $null = Add-Post 'Paper [b]jam[/b]'
        Push-Button (Wait-Said 17 'Which system') 'Printer'
        Push-Button (Wait-Said 17 'How urgent') 'Today'
        $null = Wait-Said 17 'Since when'
        $null = Add-Post 'this morning'
        $null = Wait-Said 17 'What did you see'
        $null = Add-Post 'smoke'
        $ticket = Wait-Said chat5 'New ticket'
        $null = Add-Post 'cancel' -UserId 23
        (Complete-Sample $started).ErrorText | Should -BeNullOrEmpty
        $card = ConvertTo-Json $ticket.params.ATTACH -Depth 9
        'Anna Petrova', 'Printer', 'Today', 'this morning', 'smoke' | ForEach-Object { $card | Should -BeLike "*$_*" }
        $card | Should -Not -BeLike '*[[]b]jam*'
        (Get-Said 23)[-1].text | Should -Be 'No ticket was opened.'
    }

    It 'Broadcast sends 300 people individual texts, none twice, and saves failed ones' {
        $users = @(1..300 | ForEach-Object { Invoke-PortalControl $portal POST users @{ firstName = "First$_"; lastName = "Last$_"; email = "person$_@example.com" } })
        $people = @(1..300 | ForEach-Object { [pscustomobject]@{ Email = "person$_@example.com"; Message = "Number $_" } })
        $people + @([pscustomobject]@{ Email = 'nobody@example.com'; Message = 'x' }) | Export-Csv "$TestDrive/people.csv" -NoTypeInformation -Encoding UTF8
        foreach ($time in 1, 2) {
            $run = Invoke-ChildPowerShell -File (Join-Path $samples Broadcast.ps1) -Argument '-Name', 'sample', '-Path', "$TestDrive/people.csv", '-Campaign', 'move' -Environment $variables
            $run.Output | Should -Be '300 sent, 1 failed.'
            $run.ErrorText | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 1
            @(Import-Csv "$TestDrive/failed.csv").Recipient | Should -Be 'nobody@example.com'
        }

        foreach ($number in 1, 150, 300) {
            (Get-Said $users[$number - 1].id).text | Should -Be "Number $number"
        }
    }

    It 'LogTail posts matching lines unchanged' {
        $log = "$TestDrive/app.log"
        [System.IO.File]::WriteAllText($log, "ERROR old`n")
        $started = Start-Sample LogTail.ps1 '-Name', 'sample', '-Path', $log, '-MaxLines', '2'
        while (-not $started.Running.IsCompleted) {
            # Repeatedly, because nothing shows when the sample has opened the file.
            [System.IO.File]::AppendAllText($log, "INFO fine`nERROR [b]bad[/b] C:\temp\new.txt`n")
            Start-Sleep -Milliseconds 500
        }

        (Complete-Sample $started).ErrorText | Should -BeNullOrEmpty
        $said = @(Get-Said chat5)
        $said.Count | Should -Be 2
        $said[0].text | Should -BeLike '*ERROR*bad*'
    }
}

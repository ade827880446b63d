# The samples, each in a process of its own, as a person copies them.

BeforeDiscovery {
    $samples = @(Get-ChildItem -Path (Join-Path $PSScriptRoot '../../samples') -Filter *.ps1 | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } })
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $oldFolder = $env:BITRIX24_IMBOT_PROFILES
    $samples = Join-Path $repository 'samples'

    # The module as an installation has it: a folder of its name in a folder of PSModulePath.
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
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        $null = New-TestProfileFolder $TestDrive
        Connect-TestWebhook $portal -Option @{ SaveProfile = 'sample' }
        Reset-TestSession
    }

    It '<Name> is ASCII, so that Windows PowerShell reads it, too, and holds no secret' -ForEach $samples {
        $text = [System.IO.File]::ReadAllText($Path)
        $text | Should -Not -Match '[^\x00-\x7F]'
        ($text -replace '(?s)<#.*?#>') | Should -Not -Match '/rest/|-BotToken|-ClientSecret|Read-Host|Get-Credential'
    }

    It 'EchoBot says back what it is told, as it was written' {
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
        (Get-Said '23').text | Should -Be 'You may not run /get-diskspace.'
    }

    It 'HelpDeskBot opens a ticket, and its buttons take and close it; what comes twice changes nothing' {
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

    It 'ServiceMonitor reports a failing service once, and edits its message when it is back' {
        $state = Join-Path $TestDrive 'monitor.json'
        $port = Get-FreePort
        $arguments = '-Name', 'sample', '-DialogId', 'chat5', '-Service', "127.0.0.1:$port", '-StatePath', $state
        (Invoke-Sample ServiceMonitor.ps1 $arguments).Output | Should -Be "127.0.0.1:$port down"
        (Invoke-Sample ServiceMonitor.ps1 $arguments).Output | Should -Be "127.0.0.1:$port down"
        @(Get-Said chat5).Count | Should -Be 1
        (Get-Said chat5)[0].text | Should -Match 'does not answer'

        $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), $port
        $listener.Start()
        try {
            (Invoke-Sample ServiceMonitor.ps1 $arguments).Output | Should -Be "127.0.0.1:$port up"
        }
        finally {
            $listener.Stop()
        }

        @(Get-Said chat5).Count | Should -Be 1
        (Get-Said chat5)[0].text | Should -Match 'is back since'
        (Invoke-Sample ServiceMonitor.ps1 $arguments).Output | Should -Be "127.0.0.1:$port down"
        @(Get-Said chat5).Count | Should -Be 2
    }

    It 'DeploymentApproval: <Case>' -ForEach @(
        @{ Case = 'approved'; Press = 'Deploy'; By = 17; ExitCode = 0; Says = 'Release 1.4.2: Deploy, said Anna Petrova.' }
        @{ Case = 'refused'; Press = 'Stop'; By = 17; ExitCode = 2; Says = 'Release 1.4.2: Stop, said Anna Petrova.' }
        @{ Case = 'nobody who may answers in time'; Press = 'Deploy'; By = 23; ExitCode = 3; Says = 'Nobody approved release 1.4.2 in time.' }
    ) {
        $time = if ($ExitCode -eq 3) { '4' } else { '60' }
        $step = [powershell]::Create()
        try {
            $null = $step.AddScript({
                    param($Common, $Sample, $Argument, $Environment)
                    . $Common
                    Invoke-ChildPowerShell -File $Sample -Argument $Argument -Environment $Environment
                }).AddArgument((Join-Path $PSScriptRoot 'Common.ps1')).AddArgument((Join-Path $samples 'DeploymentApproval.ps1'))
            $null = $step.AddArgument(@('-Name', 'sample', '-Release', '1.4.2', '-ApproverId', '17', '-TimeoutSeconds', $time)).AddArgument($variables)
            $running = $step.BeginInvoke()
            Wait-PortalRequest $portal imbot.v2.Chat.Message.send
            $question = $null
            while (-not $question) { $question = Get-Said chat5 | Where-Object text -Match '^Deploy release' }
            $null = Invoke-PortalControl $portal POST "messages/$($question.id)/press" @{ userId = $By; text = $Press }
            $run = $step.EndInvoke($running)
        }
        finally {
            $step.Dispose()
        }

        $run.ErrorText | Should -BeNullOrEmpty
        $run.Output | Should -Be $Says
        $run.ExitCode | Should -Be $ExitCode
        (Get-Said chat5)[-1].text | Should -Be $Says
    }
}

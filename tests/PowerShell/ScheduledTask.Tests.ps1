# samples/ScheduledTask.ps1 as a task scheduler runs it: a separate process, no keyboard input, no secret in the script.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $send = 'imbot.v2.Chat.Message.send'
    $task = Join-Path $repository 'samples/ScheduledTask.ps1'
    $oldFolder = $env:BITRIX24_IMBOT_PROFILES

    # Installs the module: a folder with its name in a folder of PSModulePath.
    $modules = Join-Path $TestDrive 'modules'
    $installed = Join-Path $modules 'Bitrix24.Imbot'
    $null = New-Item -ItemType Directory -Path $installed
    Copy-Item $modulePath $installed
    Copy-Item (Join-Path (Split-Path $modulePath) 'module') $installed -Recurse

    function Invoke-Task {
        param([string[]] $Argument = @())
        $path = $modules + [System.IO.Path]::PathSeparator + $env:PSModulePath
        Invoke-ChildPowerShell -File $task -Argument $Argument -Environment @{ PSModulePath = $path }
    }

    # Expects an exit code other than 0, and one readable line instead of PowerShell's error view.
    function Assert-Failed {
        param($Run, [string] $Pattern)
        $Run.ExitCode | Should -Not -Be 0
        @($Run.ErrorText -split '\r?\n').Count | Should -Be 1 -Because "this was written: $($Run.ErrorText)"
        $Run.ErrorText | Should -Match $Pattern
        $Run.ErrorText | Should -Not -Match 'At line|FullyQualifiedErrorId|ScheduledTask\.ps1:|Line \|'
        $Run.Output | Should -BeNullOrEmpty
    }
}

AfterAll {
    Stop-TestPortal $portal
    $env:BITRIX24_IMBOT_PROFILES = $oldFolder
}

Describe 'A scheduled task' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        $null = New-TestProfileFolder $TestDrive
        Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
        Reset-TestSession
    }

    It 'contains no address, token, or secret, and does not prompt' {
        $code = [System.IO.File]::ReadAllText($task) -replace '(?s)<#.*?#>' -replace '(?m)^\s*#.*$'
        $code | Should -Not -Match '/rest/|https?://|-BotToken|-ClientSecret|-AccessToken|-RefreshToken|Read-Host|Get-Credential'
    }

    It 'is ASCII, so that Windows PowerShell can read it' {
        [System.IO.File]::ReadAllText($task) | Should -Not -Match '[^\x00-\x7F]'
    }

    It 'sends its message, reports it in one line, and exits with 0' {
        $run = Invoke-Task
        $run.ErrorText | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $message = @(Get-PortalMessage $portal chat5)
        $message.Count | Should -Be 1
        $message[0].authorId | Should -Be 456
        $run.Output | Should -BeExactly "Message $($message[0].id) is in chat5."
    }

    It 'sends one message when it runs twice' {
        (Invoke-Task).ExitCode | Should -Be 0
        (Invoke-Task).ExitCode | Should -Be 0
        @(Get-PortalRequest $portal $send).Count | Should -Be 2
        @(Get-PortalMessage $portal chat5).Count | Should -Be 1
    }

    It 'accepts another profile and another dialog' {
        Connect-TestWebhook $portal -Option @{ SaveProfile = 'daily' }
        Remove-B24Profile nightly
        $run = Invoke-Task -Argument '-Name', 'daily', '-DialogId', '17'
        $run.ErrorText | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        @(Get-PortalMessage $portal 17).Count | Should -Be 1
        @(Get-PortalMessage $portal chat5).Count | Should -Be 0
    }

    It 'does not run with a misspelled parameter' {
        $run = Invoke-Task -Argument '-DialogID5', '17'
        $run.ExitCode | Should -Not -Be 0
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'works every night with an OAuth profile, whose tokens expire and rotate' {
        Connect-TestOAuth $portal -Option @{ SaveProfile = 'nightly'; Force = $true }
        Reset-TestSession
        foreach ($night in 1..3) {
            Set-PortalTokenExpired $portal
            (Invoke-Task).ExitCode | Should -Be 0
        }

        @(Get-PortalRequest $portal oauth/token).status | Should -Be @(200, 200, 200)
        @(Get-PortalMessage $portal chat5).Count | Should -Be 1
    }

    It 'exits with a nonzero code and one line when the portal is unavailable' {
        Connect-B24Webhook "http://127.0.0.1:$(Get-FreePort)/rest/1/abcdefghijklmnop/" -BotId 456 -BotToken my_bot_token -SaveProfile nightly -Force
        Assert-Failed (Invoke-Task) '127\.0\.0\.1'
    }

    It 'exits with a nonzero code and one line when the portal answers with a web page' {
        Add-PortalFault $portal Html -Count -1
        Assert-Failed (Invoke-Task) 'web page'
    }

    It 'exits with a nonzero code and one line when the bot cannot write to the dialog' {
        Assert-Failed (Invoke-Task -Argument '-DialogId', 'chat999') 'CHAT_NOT_FOUND|chat999'
    }

    It 'exits with a nonzero code and one line when the dialog ID is invalid' {
        Assert-Failed (Invoke-Task -Argument '-DialogId', 'nowhere') 'nowhere'
    }

    It 'exits with a nonzero code and one line when the profile is missing, and does not prompt' {
        Remove-B24Profile nightly
        Assert-Failed (Invoke-Task) 'nightly'
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }

    It 'exits with a nonzero code and one line when the profile is damaged' {
        [System.IO.File]::WriteAllText((Get-B24Profile nightly).FilePath, 'nonsense')
        Assert-Failed (Invoke-Task) 'nightly'
    }

    It 'also exits with a nonzero code in the short form of the README when <Why>, and otherwise with 0' -ForEach @(
        @{ Why = 'the profile is missing'; Break = { Remove-B24Profile nightly } }
        @{ Why = 'the portal answers a web page'; Break = { Add-PortalFault $portal Html -Count -1 } }
    ) {
        $readme = [System.IO.File]::ReadAllText((Join-Path $repository 'README.md'))
        $block = [regex]::Matches($readme, '(?s)```powershell\r?\n(.*?)```').Groups | Where-Object { $_.Value -match '^\$ErrorActionPreference' }
        $task = Join-Path $TestDrive 'task.ps1'
        [System.IO.File]::WriteAllText($task, @($block)[0].Value)
        (Invoke-Task).ExitCode | Should -Be 0
        @(Get-PortalMessage $portal 17).Count | Should -Be 1
        & $Break
        Reset-TestSession
        $run = Invoke-Task
        $run.ExitCode | Should -Not -Be 0
        $run.ErrorText | Should -Not -BeNullOrEmpty
    }

    It 'exits with a nonzero code and one line when the refresh token is not valid any more' {
        Connect-TestOAuth $portal -Option @{ SaveProfile = 'nightly'; Force = $true }
        Set-PortalTokenExpired $portal
        Set-PortalTokenRefusal $portal invalid_grant
        Assert-Failed (Invoke-Task) 'invalid_grant|refresh'
        @(Get-PortalMessage $portal chat5).Count | Should -Be 0
    }
}

# Storage of secrets and state, and data that must stay on this machine.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal

    function Get-ConnectCommand {
        # Connects as the application, with a token store.
        param([string] $Store)
        "Connect-B24OAuth -Domain '$($portal.domain)' -ClientId '$($portal.clientId)' -ClientSecret '$($portal.clientSecret)' " +
        "-RefreshToken '$($portal.refreshToken)' -AccessToken '$($portal.accessToken)' -Scope '$($portal.scope)' " +
        "-AuthorizationServer '$($portal.authorizationServer)' -TokenStore '$Store' -BotId 457"
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'A proxy of the environment variables' {
    It 'is not used for this machine' {
        $proxy = "http://127.0.0.1:$(Get-FreePort)"
        $result = Invoke-ChildPowerShell -Environment @{ http_proxy = $proxy; https_proxy = $proxy; ALL_PROXY = $proxy } -Command @"
Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token -MaximumRetryCount 0
(Send-B24BotMessage chat5 hello).DialogId
"@
        $result.ErrorText | Should -BeNullOrEmpty
        $result.Output | Should -BeExactly 'chat5'
    }
}

Describe 'A system that does not lock files' {
    BeforeAll {
        $unlocked = @{ DOTNET_SYSTEM_IO_DISABLEFILELOCKING = '1'; BITRIX24_IMBOT_STATE = (Join-Path $TestDrive 'state') }
    }

    It 'causes a warning when tokens are stored' {
        Skip-OnWindows
        $command = "$(Get-ConnectCommand (Join-Path $TestDrive 'unlocked.json')) -WarningVariable told -WarningAction SilentlyContinue; `$told | ForEach-Object { `$_.Message }"
        (Invoke-ChildPowerShell -Environment $unlocked -Command $command).Output | Should -Match 'unlocked.json can''t be locked'
    }

    It 'causes a warning when a bot stores its state' {
        Skip-OnWindows
        Add-PortalPost $portal hello
        $command = @"
Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token
Start-B24Bot -OffsetStore '$(Join-Path $TestDrive 'unlocked.offset')' -OnMessage { } -MaxEvents 1 -WarningVariable told -WarningAction SilentlyContinue
`$told | ForEach-Object { `$_.Message }
"@
        $result = Invoke-ChildPowerShell -Environment $unlocked -Command $command
        $result.ErrorText | Should -BeNullOrEmpty
        @($result.Output -split '\r?\n' -match 'can''t be locked').Count | Should -Be 2
    }
}

Describe 'A token store' {
    BeforeEach {
        Reset-TestSession
        $store = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).json"
    }

    It 'that is a pipe is refused without waiting' {
        Skip-OnWindows
        & /usr/bin/mkfifo $store
        $problem = Get-Failure { Connect-TestOAuth $portal -Option @{ TokenStore = $store } }
        Get-ErrorId $problem | Should -BeExactly 'TokenStoreUnreadable'
        $problem.Exception.Message | Should -Match 'not a regular file'
    }

    It 'that is a symbolic link stays a link' {
        # The Desktop build resolves links only on Windows.
        Skip-OnWindows
        Skip-OnDesktopBuild
        $target = Join-Path $TestDrive 'target.json'
        $null = New-Item -ItemType SymbolicLink -Path $store -Target $target
        Connect-TestOAuth $portal -Option @{ TokenStore = $store }
        (Get-Item $store).LinkType | Should -Be 'SymbolicLink'
        $target | Should -Exist
    }
}

Describe 'A token that is pasted as a name' {
    It 'is not shown by <_>' -ForEach 'Get-B24Profile', 'Connect-B24Profile', 'Remove-B24Profile', 'Get-B24Session', 'Disconnect-B24Session' {
        $token = 'k3y0fs1xteench4r'
        try { & $_ $token -ErrorAction Stop } catch { $problem = $_ }
        $problem | Should -Not -BeNullOrEmpty
        $problem.Exception.Message | Should -Not -Match $token
        "$($problem.ErrorDetails.Message) $($problem.TargetObject) $($problem.CategoryInfo)" | Should -Not -Match $token
    }
}

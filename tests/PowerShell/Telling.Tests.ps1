# Reports: places of handler errors, tests of connections, progress of a listening bot, and the reasons of Test-B24Session.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $script = Join-Path $TestDrive 'bot.ps1'
    Set-Content -LiteralPath $script -Encoding ASCII -Value @'
param($Option)
function Get-Report {
    param($Name)
    if ($Name -eq 'net') { return [int]::Parse('x') }
    Get-Item -LiteralPath /no/such/report
}

Start-B24Bot -MaxEvents 2 -Timeout 60 @Option -OnMessage {
    Get-Report $_.Message.Text
}
'@
    $inOwnRunspace = Join-Path $TestDrive 'own.ps1'
    Set-Content -LiteralPath $inOwnRunspace -Encoding ASCII -Value @'
param($Option)
Start-B24Bot -MaxEvents 2 -Timeout 60 @Option -OnMessage {
    function Get-Report {
        Get-Item -LiteralPath /no/such/report
    }

    Get-Report
}
'@
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'A handler that fails' {
    BeforeEach {
        Reset-TestPortal $portal
        Connect-TestWebhook $portal
        $letters = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
    }

    AfterEach {
        Reset-TestSession
    }

    It 'reports its place in the error: file, line, statement, and call stack' {
        Add-PortalPost $portal 'disk'
        & $script @{} -ErrorAction SilentlyContinue -ErrorVariable problem 2>$null
        $problem = $Error[0]
        Get-ErrorId $problem | Should -BeExactly 'HandlerFailed'
        $text = $problem.Exception.Message
        $text | Should -Match '^The handler failed for event \d+, .*disk: .*no/such/report'
        $text | Should -Match ([regex]::Escape("At ${script}:5 char:5"))
        $text | Should -Match 'Get-Item -LiteralPath /no/such/report'
        $text | Should -Match ([regex]::Escape("at Get-Report, ${script}: line 5"))
        $text | Should -Match ([regex]::Escape("at <ScriptBlock>, ${script}: line 9"))
    }

    It 'reports its place in the dead letter and in the warning, also for a .NET exception' {
        Add-PortalPost $portal 'net'
        & $script @{ DeadLetterPath = $letters; WarningAction = 'SilentlyContinue'; WarningVariable = 'told' }
        $failure = (ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllLines($letters)[0])).error
        $failure.position | Should -Match ([regex]::Escape("At ${script}:4 char:"))
        $failure.position | Should -Match 'Parse'
        ($failure.stack -split '\r?\n')[0, 1] | Should -Be "at Get-Report, ${script}: line 4", "at <ScriptBlock>, ${script}: line 9" -Because $failure.stack
        $failure.message | Should -Match "'x'|input string"
    }

    It 'reports its place in runspaces of the bot' {
        Add-PortalPost $portal 'disk'
        & $inOwnRunspace @{ DeadLetterPath = $letters; WarningAction = 'SilentlyContinue'; ThrottleLimit = 2 }
        $failure = (ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllLines($letters)[0])).error
        $failure.position | Should -Match 'Get-Item -LiteralPath /no/such/report'
        $failure.stack | Should -Match '^at Get-Report, .*: line \d+'
    }
}

Describe 'Connecting with -Test' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        $oldFolder = $env:BITRIX24_IMBOT_PROFILES
        $null = New-TestProfileFolder $TestDrive
    }

    AfterEach {
        Reset-TestSession
        $env:BITRIX24_IMBOT_PROFILES = $oldFolder
    }

    It 'makes one call for <Name>' -ForEach @(
        @{ Name = 'a webhook with a bot'; Connect = { Connect-TestWebhook $portal -Option @{ Test = $true; PassThru = $true } }; Method = 'imbot.v2.Bot.get' }
        @{ Name = 'a webhook without a bot'; Connect = { Connect-TestWebhook $portal -NoBot -Option @{ Test = $true; PassThru = $true } }; Method = 'imbot.v2.Revision.get' }
        @{ Name = 'an application'; Connect = { Connect-TestOAuth $portal -Option @{ Test = $true; PassThru = $true } }; Method = 'imbot.v2.Bot.get' }
        @{ Name = 'a profile'; Connect = { Connect-TestWebhook $portal -Option @{ SaveProfile = 'p' }; Connect-B24Profile p -Test -PassThru }; Method = 'imbot.v2.Bot.get' }
    ) {
        $session = & $Connect
        $session.IsCurrent | Should -BeTrue
        @(Get-PortalRequest $portal | ForEach-Object { $_.method }) | Should -Be $Method
    }

    It 'fails with the reason, opens no session, and saves no profile, for <Name>' -ForEach @(
        @{ Name = 'a wrong code'; Option = { @{ Uri = $portal.webhookUri -replace '[^/]+/$', 'anothercode12345/' } }; Id = 'AuthorizationRejected' }
        @{ Name = 'a wrong bot token'; Option = { @{ Uri = $portal.webhookUri; BotId = 456; BotToken = 'wrong' } }; Id = 'BotOfAnotherOwner' }
        @{ Name = 'a missing bot'; Option = { @{ Uri = $portal.webhookUri; BotId = 999; BotToken = 'my_bot_token' } }; Id = 'BotNotFound' }
        @{ Name = 'a portal that is down'; Option = { @{ Uri = "http://127.0.0.1:$(Get-FreePort)/rest/1/somecode12345678/"; MaximumRetryCount = 0 } }; Id = 'PortalUnreachable' }
    ) {
        $connect = & $Option
        $problem = Get-Failure { Connect-B24Webhook @connect -Test -SaveProfile broken }
        Get-ErrorId $problem | Should -BeExactly $Id
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-B24Session | Should -BeNullOrEmpty
        Get-B24Profile | Should -BeNullOrEmpty
    }

    It 'fails with the reason, opens no session, and saves no tokens of an application, for <Name>' -ForEach @(
        @{ Name = 'wrong tokens'; Option = @{ AccessToken = 'bad'; RefreshToken = 'bad' }; Id = 'RefreshTokenRejected' }
        @{ Name = 'a missing bot'; Option = @{ BotId = 999 }; Id = 'BotNotFound' }
        @{ Name = 'a missing bot by its code'; Option = @{ BotId = 'nobody' }; Id = 'BotNotFound' }
    ) {
        $store = Join-Path (Get-Item $TestDrive).FullName "$([guid]::NewGuid()).json"
        Get-ErrorId (Get-Failure { Connect-TestOAuth $portal -NoBot -Option ($Option + @{ Test = $true; SaveProfile = 'broken' }) }) | Should -BeExactly $Id
        Get-ErrorId (Get-Failure { Connect-TestOAuth $portal -NoBot -Option ($Option + @{ Test = $true; TokenStore = $store }) }) | Should -BeExactly $Id
        Get-B24Session | Should -BeNullOrEmpty
        Get-B24Profile | Should -BeNullOrEmpty
        Test-Path -LiteralPath $store | Should -BeFalse

        # A failure doesn't affect the steps that work.
        Connect-TestOAuth $portal -Option @{ Test = $true; SaveProfile = 'broken' }
        Test-B24Session | Should -BeTrue
    }

    It 'keeps tokens that were refreshed during the test' {
        Set-PortalTokenExpired $portal
        Connect-TestOAuth $portal -Option @{ Test = $true; SaveProfile = 'renewed' }
        Connect-B24Profile renewed -Test
        @(Get-PortalRequest $portal oauth/token).Count | Should -Be 1

        # The refresh token works once, and the profile has it.
        Set-PortalTokenExpired $portal
        Get-ErrorId (Get-Failure { Connect-TestOAuth $portal -NoBot -Option @{ Test = $true; SaveProfile = 'renewed'; BotId = 999 } }) | Should -BeExactly 'BotNotFound'
        Connect-B24Profile renewed -Test
        (Get-B24Session).BotId | Should -Be 457
        @(Get-PortalRequest $portal oauth/token).Count | Should -Be 2
    }

    It 'shows the connection with -PassThru' {
        $shown = Connect-TestWebhook $portal -Option @{ Test = $true; PassThru = $true; Name = 'main' } | Out-String
        $shown | Should -Match '(?s)IsCurrent.*Name.*Portal.*Kind.*BotId.*True.*main.*Webhook.*456'
    }
}

Describe 'Test-B24Session -Detailed' {
    AfterEach {
        Reset-TestSession
    }

    It 'describes a session that works' {
        Reset-TestPortal $portal
        Connect-TestWebhook $portal
        $test = Test-B24Session -Detailed -WarningVariable warning
        $test.Works | Should -BeTrue
        $test.Revision | Should -Be 35
        $test.BotId | Should -Be 456
        $test.BotName | Should -Not -BeNullOrEmpty
        $test.EventMode | Should -Be 'fetch'
        $test.Reason | Should -BeNullOrEmpty
        $warning | Should -BeNullOrEmpty
        $test | Out-String | Should -Match 'Works\s*:\s*True'
    }

    It 'says why a session does not work, without a warning' {
        Connect-B24Webhook $portal.webhookUri -BotId 456 -BotToken wrong
        $test = Test-B24Session -Detailed -WarningVariable warning
        $test.Works | Should -BeFalse
        $test.ErrorId | Should -BeExactly 'BotOfAnotherOwner'
        $test.Reason | Should -Match 'Bot 456'
        $test.RecommendedAction | Should -Match 'token'
        $test.Revision | Should -Be 35
        $warning | Should -BeNullOrEmpty
    }
}

Describe 'A bot that listens' {
    BeforeEach {
        Reset-TestPortal $portal
        Connect-TestWebhook $portal
    }

    AfterEach {
        Reset-TestSession
    }

    It 'shows progress, completes it at the end, and writes a verbose message: <Name>' -ForEach @(
        @{ Name = 'Start-B24Bot'; Script = 'Start-B24Bot -Timeout 1 -OnMessage { }'; Text = 'Listening to the portal''s queue. Events: 0' }
        @{ Name = 'Watch-B24BotEvent'; Script = 'Watch-B24BotEvent -Timeout 1'; Text = 'Listening to the portal''s queue' }
        @{ Name = 'Request-B24BotReply'; Script = 'Request-B24BotReply 17 Sure? -Choice Yes -Timeout 1'; Text = 'Waiting for the answer until' }
    ) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("`$VerbosePreference = 'Continue'; Import-Module '$modulePath' -Verbose:`$false; Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token; $Script")
            $null = $shell.Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $records = @($shell.Streams.Progress | Where-Object { $_.StatusDescription -match [regex]::Escape($Text) })
            $records.Count | Should -BeGreaterThan 0
            $records[0].Activity | Should -Match '456|17'
            @($shell.Streams.Progress | Where-Object { $_.ActivityId -eq $records[0].ActivityId })[-1].RecordType | Should -Be 'Completed'
            "$($shell.Streams.Verbose)" | Should -Match 'listening|Waiting for the answer'
        }
        finally {
            $shell.Dispose()
        }
    }
}

# Which session a cmdlet uses (ARCHITECTURE.md, "Sessions"): -Session, then this runspace's own, then the one inherited from the runspace that started this one.
# Never a session of an unrelated runspace of the same process.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $other = Start-TestPortal
    $send = 'imbot.v2.Chat.Message.send'

    function New-TestRunspace {
        param([string] $ThreadOptions = 'Default')
        $runspace = [runspacefactory]::CreateRunspace()
        $runspace.ThreadOptions = $ThreadOptions
        $runspace.Open()
        $runspace
    }

    # Runs a script in a runspace to its end, and returns its output. Rethrows errors.
    function Invoke-InRunspace {
        param($Runspace, [string] $Script, [object[]] $Argument = @())
        $shell = [powershell]::Create()
        try {
            $shell.Runspace = $Runspace
            $null = $shell.AddScript($Script)
            foreach ($value in $Argument) {
                $null = $shell.AddArgument($value)
            }

            $shell.Invoke()
            if ($shell.Streams.Error.Count -gt 0) {
                throw $shell.Streams.Error[0]
            }
        }
        finally {
            $shell.Dispose()
        }
    }

    $import = 'param($Module, $Uri) Import-Module $Module;'
    $connect = "$import Connect-B24Webhook `$Uri -BotId 456 -BotToken 'my_bot_token'"
    $whatIsSeen = "$import `$seen = @(Get-B24Session); try { `$null = Send-B24BotMessage chat5 stray -ErrorAction Stop; `$how = 'sent' } " +
        "catch { `$how = (`$_.FullyQualifiedErrorId -split ',')[0] }; [pscustomobject]@{ Count = `$seen.Count; How = `$how }"
}

AfterAll {
    Stop-TestPortal $portal
    Stop-TestPortal $other
}

Describe 'Sessions' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestPortal $other
        Reset-TestSession
    }

    AfterEach {
        Reset-TestSession
    }

    Context 'No session' {
        It 'ends the pipeline of <Cmdlet> with an error that says how to open or pass a session' -ForEach @(
            @{ Cmdlet = 'Send-B24BotMessage'; Call = { Send-B24BotMessage chat5 hello } }
            @{ Cmdlet = 'Invoke-B24Method'; Call = { Invoke-B24Method server.time } }
            @{ Cmdlet = 'Get-B24Bot'; Call = { Get-B24Bot } }
            @{ Cmdlet = 'Register-B24Bot'; Call = { Register-B24Bot code Name } }
            @{ Cmdlet = 'Get-B24ApiRevision'; Call = { Get-B24ApiRevision } }
            @{ Cmdlet = 'Get-B24Permission'; Call = { Get-B24Permission } }
            @{ Cmdlet = 'Update-B24Token'; Call = { Update-B24Token } }
            @{ Cmdlet = 'Test-B24Session'; Call = { Test-B24Session } }
            @{ Cmdlet = 'Set-B24Session'; Call = { Set-B24Session -BotId 1 } }
            @{ Cmdlet = 'Disconnect-B24Session'; Call = { Disconnect-B24Session } }
        ) {
            $problem = Get-Failure $Call
            Get-ErrorId $problem | Should -BeExactly 'SessionMissing'
            $problem.CategoryInfo.Category | Should -Not -Be 'NotSpecified'
            $problem.ErrorDetails.RecommendedAction | Should -Match 'Connect-B24Webhook'
            $problem.ErrorDetails.RecommendedAction | Should -Match ([regex]::Escape('-Session $using:'))
        }
    }

    Context 'ForEach-Object -Parallel' {
        It 'sees its parent''s session and bot' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            1..4 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                $null = Send-B24BotMessage chat5 "from $_"
            } -ThrottleLimit 2
            @(Get-PortalMessage $portal chat5).text | Sort-Object | Should -Be @('from 1', 'from 2', 'from 3', 'from 4')
            @(Get-PortalMessage $portal chat5).authorId | Select-Object -Unique | Should -Be 456
        }

        It 'shares its parent''s tokens: one refresh is enough for all' {
            Skip-WithoutPowerShell7
            Connect-TestOAuth $portal
            Set-PortalTokenExpired $portal
            1..6 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                $null = Send-B24BotMessage chat5 "from $_"
            } -ThrottleLimit 6
            @(Get-PortalRequest $portal oauth/token).Count | Should -Be 1
            @(Get-PortalMessage $portal chat5).Count | Should -Be 6
        }

        It 'cannot change its parent''s session by connecting elsewhere' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            1..2 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                Connect-B24Webhook $using:other.webhookUri -BotId 456 -BotToken 'my_bot_token'
                $null = Send-B24BotMessage chat5 "from $_"
            }
            @(Get-B24Session).Count | Should -Be 1
            (Get-B24Session).Portal | Should -Be ([uri]$portal.address)
            $null = Send-B24BotMessage chat5 'from the parent'
            @(Get-PortalMessage $portal chat5).text | Should -Be 'from the parent'
            @(Get-PortalMessage $other chat5).Count | Should -Be 2
        }

        It 'cannot change its parent''s session by Set-B24Session' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            $seen = 1 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                Set-B24Session -BotId 999
                (Get-B24Session).BotId
            }
            $seen | Should -Be 999
            (Get-B24Session).BotId | Should -Be 456
        }

        It 'cannot close its parent''s session' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            1 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                Disconnect-B24Session
            }
            @(Get-B24Session).Count | Should -Be 1
            (Send-B24BotMessage chat5 hello).MessageId | Should -BeGreaterThan 0
        }

        It 'uses the parent''s session in each iteration, also in a runspace where an earlier iteration connected elsewhere' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            $seen = @(1..2 | ForEach-Object -Parallel {
                    Import-Module $using:modulePath
                    (Get-B24Session | Select-Object -First 1).Portal.AbsoluteUri
                    if ($_ -eq 1) {
                        Connect-B24Webhook $using:other.webhookUri -BotId 456 -BotToken 'my_bot_token'
                    }
                } -ThrottleLimit 1)
            $seen | Should -Be @($portal.address, $portal.address)
        }

        It 'does not use an earlier iteration''s session if its own Connect cmdlet failed' {
            Skip-WithoutPowerShell7
            $how = @($portal.webhookUri, 'https://portal.example.com/rest/1/' | ForEach-Object -Parallel {
                    Import-Module $using:modulePath
                    try {
                        Connect-B24Webhook $_ -BotId 456 -BotToken 'my_bot_token'
                    }
                    catch {
                        Write-Verbose 'This tenant''s address is wrong.'
                    }

                    try {
                        $null = Send-B24BotMessage chat5 "for $_"
                        'sent'
                    }
                    catch {
                        ($_.FullyQualifiedErrorId -split ',')[0]
                    }
                } -ThrottleLimit 1)
            $how | Should -Be @('sent', 'SessionMissing')
            @(Get-PortalMessage $portal chat5).Count | Should -Be 1
        }

        It 'does not use its parent''s session if the arguments of its own Connect cmdlet could not be bound' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            $how = 1 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                try { Connect-B24Webhook $env:B24_NOT_SET } catch { $null = $_ }
                try { Send-B24BotMessage chat5 lost } catch { ($_.FullyQualifiedErrorId -split ',')[0] }
            }
            $how | Should -BeExactly 'SessionMissing'
            @(Get-PortalRequest $portal).Count | Should -Be 0
            (Send-B24BotMessage chat5 'the parent goes on').MessageId | Should -BeGreaterThan 0
        }

        It 'does not give the parent a bot when a child registers one' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal -NoBot
            $registered = 1..2 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                (Register-B24Bot "child$_" "Child $_").BotId
                $null = Send-B24BotMessage 17 "from child $_"
            }
            @($registered).Count | Should -Be 2
            @(Get-PortalMessage $portal 17).Count | Should -Be 2
            (Get-B24Session).BotId | Should -BeNullOrEmpty
            Get-ErrorId (Get-Failure { Send-B24BotMessage 17 hello }) | Should -BeExactly 'BotIdMissing'
        }

        It 'sees the new session after its parent reconnected' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            $first = 1 | ForEach-Object -Parallel { Import-Module $using:modulePath; (Get-B24Session).Portal.AbsoluteUri }
            Connect-TestWebhook $other
            $second = 1 | ForEach-Object -Parallel { Import-Module $using:modulePath; (Get-B24Session).Portal.AbsoluteUri }
            $first | Should -Be $portal.address
            $second | Should -Be $other.address
        }

        It 'sees the bot that its parent registered earlier' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal -NoBot
            $bot = Register-B24Bot parent Parent
            $null = 1 | ForEach-Object -Parallel { Import-Module $using:modulePath; Send-B24BotMessage 17 hello }
            @(Get-PortalMessage $portal 17).authorId | Should -Be $bot.BotId
        }

        It 'sees no session after its parent disconnected' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            Disconnect-B24Session
            $id = 1 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                try { Send-B24BotMessage chat5 stray } catch { ($_.FullyQualifiedErrorId -split ',')[0] }
            }
            $id | Should -BeExactly 'SessionMissing'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'accepts a session with -Session $using:' {
            Skip-WithoutPowerShell7
            $session = Connect-TestWebhook $portal -Option @{ PassThru = $true }
            Disconnect-B24Session
            $null = 1 | ForEach-Object -Parallel { Import-Module $using:modulePath; Send-B24BotMessage chat5 hello -Session $using:session }
            @(Get-PortalMessage $portal chat5).text | Should -Be 'hello'
        }
    }

    Context 'Thread jobs' {
        It 'see their parent''s session' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            $null = Start-ThreadJob { Import-Module $using:modulePath; Send-B24BotMessage chat5 'from a thread job' } | Receive-Job -Wait -AutoRemoveJob
            @(Get-PortalMessage $portal chat5).text | Should -Be 'from a thread job'
        }

        It 'cannot change it' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            $elsewhere = $other.webhookUri
            $null = Start-ThreadJob {
                Import-Module $using:modulePath
                Connect-B24Webhook $using:elsewhere -BotId 456 -BotToken 'my_bot_token'
                Send-B24BotMessage chat5 'from a thread job'
            } | Receive-Job -Wait -AutoRemoveJob
            (Get-B24Session).Portal | Should -Be ([uri]$portal.address)
            @(Get-PortalMessage $other chat5).Count | Should -Be 1
            @(Get-PortalMessage $portal chat5).Count | Should -Be 0
        }

        It 'keep the session of their start when the parent reconnects' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            $go = New-Object System.Threading.ManualResetEventSlim $false
            $ready = New-Object System.Threading.ManualResetEventSlim $false
            $job = Start-ThreadJob {
                Import-Module $using:modulePath
                $wait = $using:go
                ($using:ready).Set()
                $null = $wait.Wait(30000)
                (Send-B24BotMessage chat5 'from the job').DialogId
            }
            $ready.Wait(30000) | Should -BeTrue
            Connect-TestWebhook $other
            $go.Set()
            $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 'chat5'
            @(Get-PortalMessage $portal chat5).text | Should -Be 'from the job'
            @(Get-PortalMessage $other chat5).Count | Should -Be 0
        }

        It 'see no session after their parent disconnected' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            Disconnect-B24Session
            Start-ThreadJob { Import-Module $using:modulePath; @(Get-B24Session).Count } | Receive-Job -Wait -AutoRemoveJob | Should -Be 0
        }
    }

    Context 'PowerShell.Invoke from this runspace' {
        It 'sees the session of the runspace that started it' {
            Connect-TestWebhook $portal
            $runspace = New-TestRunspace
            try {
                $null = Invoke-InRunspace $runspace "$import Send-B24BotMessage chat5 'from a child'" $modulePath
            }
            finally {
                $runspace.Dispose()
            }

            @(Get-PortalMessage $portal chat5).text | Should -Be 'from a child'
        }

        It 'also sees it without a separate runspace' {
            Connect-TestWebhook $portal
            $shell = [powershell]::Create()
            try {
                $null = $shell.AddScript("$import Send-B24BotMessage chat5 'from a child'").AddArgument($modulePath).Invoke()
                $shell.Streams.Error.Count | Should -Be 0
            }
            finally {
                $shell.Dispose()
            }

            @(Get-PortalMessage $portal chat5).text | Should -Be 'from a child'
        }

        It 'cannot change it, with threads <_>' -ForEach 'Default', 'UseNewThread', 'ReuseThread', 'UseCurrentThread' {
            Connect-TestWebhook $portal
            $runspace = New-TestRunspace $_
            try {
                Invoke-InRunspace $runspace $connect @($modulePath, $other.webhookUri)
                $null = Invoke-InRunspace $runspace 'Send-B24BotMessage chat5 hello'
            }
            finally {
                $runspace.Dispose()
            }

            (Get-B24Session).Portal | Should -Be ([uri]$portal.address)
            $null = Send-B24BotMessage chat5 'from the parent'
            @(Get-PortalMessage $portal chat5).text | Should -Be 'from the parent'
            @(Get-PortalMessage $other chat5).text | Should -Be 'hello'
        }

        It 'still passes the parent''s session on after a child with threads <_>' -ForEach 'ReuseThread', 'UseCurrentThread' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            $runspace = New-TestRunspace $_
            try {
                Invoke-InRunspace $runspace $connect @($modulePath, $other.webhookUri)
            }
            finally {
                $runspace.Dispose()
            }

            1 | ForEach-Object -Parallel { Import-Module $using:modulePath; (Get-B24Session).Portal.AbsoluteUri } | Should -Be $portal.address
        }

        It 'passes on a session that an earlier pipeline of the host connected, with threads <_>' -ForEach @(
            'ReuseThread'
        ) {
            Skip-WithoutPowerShell7
            $runspace = New-TestRunspace $_
            try {
                Invoke-InRunspace $runspace $connect @($modulePath, $portal.webhookUri)
                $seen = Invoke-InRunspace $runspace ('param($Module) 1 | ForEach-Object -Parallel ' +
                    '{ Import-Module $using:Module; (Get-B24Session).Portal.AbsoluteUri }') $modulePath
                $seen | Should -Be $portal.address
            }
            finally {
                $runspace.Dispose()
            }
        }

        It 'is the same runspace with RunspaceMode CurrentRunspace' {
            Connect-TestWebhook $portal
            $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::CurrentRunspace)
            try {
                $null = $shell.AddScript('Set-B24Session -BotId 777').Invoke()
            }
            finally {
                $shell.Dispose()
            }

            (Get-B24Session).BotId | Should -Be 777
        }
    }

    Context 'Unrelated runspaces of one process' {
        # The test's own runspace has no session here, so nothing is inherited.
        It 'never see each other''s session, with threads <_>' -ForEach 'Default', 'UseNewThread', 'ReuseThread', 'UseCurrentThread' {
            $first = New-TestRunspace $_
            $second = New-TestRunspace $_
            try {
                Invoke-InRunspace $first $connect @($modulePath, $portal.webhookUri)
                $seen = Invoke-InRunspace $second $whatIsSeen $modulePath
                $seen.Count | Should -Be 0
                $seen.How | Should -BeExactly 'SessionMissing'
                @(Get-PortalRequest $portal).Count | Should -Be 0

                $own = Invoke-InRunspace $first $whatIsSeen $modulePath
                $own.Count | Should -Be 1
                $own.How | Should -BeExactly 'sent'
            }
            finally {
                $first.Dispose()
                $second.Dispose()
            }

            @(Get-B24Session).Count | Should -Be 0
        }

        It 'each use their own session, even when both run at the same time and alternately, with threads <_>' -ForEach 'Default', 'UseNewThread', 'ReuseThread', 'UseCurrentThread' {
            $first = New-TestRunspace $_
            $second = New-TestRunspace $_
            try {
                Invoke-InRunspace $first $connect @($modulePath, $portal.webhookUri)
                Invoke-InRunspace $second $connect @($modulePath, $other.webhookUri)
                foreach ($round in 1..3) {
                    $null = Invoke-InRunspace $first "Send-B24BotMessage chat5 'first $round'"
                    $null = Invoke-InRunspace $second "Send-B24BotMessage chat5 'second $round'"
                }
            }
            finally {
                $first.Dispose()
                $second.Dispose()
            }

            @(Get-PortalMessage $portal chat5).text | Should -Be @('first 1', 'first 2', 'first 3')
            @(Get-PortalMessage $other chat5).text | Should -Be @('second 1', 'second 2', 'second 3')
        }

        It 'do not use the other''s session if their own Connect cmdlet failed, with threads <_>' -ForEach 'ReuseThread', 'UseCurrentThread' {
            $first = New-TestRunspace $_
            $second = New-TestRunspace $_
            try {
                Invoke-InRunspace $first $connect @($modulePath, $portal.webhookUri)
                $failed = Invoke-InRunspace $second "$import try { Connect-B24Webhook 'https://portal.example.com/rest/1/' } catch { 'refused' }" $modulePath
                $failed | Should -Be 'refused'
                (Invoke-InRunspace $second $whatIsSeen $modulePath).How | Should -BeExactly 'SessionMissing'
            }
            finally {
                $first.Dispose()
                $second.Dispose()
            }

            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'leave no session on the host''s thread when the first runspace has closed, with threads <_>' -ForEach 'ReuseThread', 'UseCurrentThread' {
            $first = New-TestRunspace $_
            Invoke-InRunspace $first $connect @($modulePath, $portal.webhookUri)
            $first.Dispose()
            $second = New-TestRunspace $_
            try {
                (Invoke-InRunspace $second $whatIsSeen $modulePath).How | Should -BeExactly 'SessionMissing'
            }
            finally {
                $second.Dispose()
            }
        }

        It 'never see each other''s session in a runspace pool' {
            $pool = [runspacefactory]::CreateRunspacePool(2, 2)
            $pool.Open()
            $connected = New-Object System.Threading.ManualResetEventSlim $false
            $looked = New-Object System.Threading.ManualResetEventSlim $false
            $first = [powershell]::Create()
            $second = [powershell]::Create()
            try {
                $first.RunspacePool = $pool
                $second.RunspacePool = $pool
                $null = $first.AddScript('param($Module, $Uri, $Connected, $Looked) Import-Module $Module; ' +
                    'Connect-B24Webhook $Uri -BotId 456 -BotToken my_bot_token; $Connected.Set(); $null = $Looked.Wait(30000); [runspace]::DefaultRunspace.Id').
                    AddArgument($modulePath).AddArgument($portal.webhookUri).AddArgument($connected).AddArgument($looked)
                $null = $second.AddScript('param($Module, $Connected, $Looked) $null = $Connected.Wait(30000); Import-Module $Module; ' +
                    'try { Send-B24BotMessage chat5 stray } catch { ($_.FullyQualifiedErrorId -split ",")[0] }; $Looked.Set(); [runspace]::DefaultRunspace.Id').
                    AddArgument($modulePath).AddArgument($connected).AddArgument($looked)
                $firstRun = $first.BeginInvoke()
                $secondRun = $second.BeginInvoke()
                $one = $first.EndInvoke($firstRun)
                $two = $second.EndInvoke($secondRun)
                $first.Streams.Error.Count + $second.Streams.Error.Count | Should -Be 0
                $two[0] | Should -BeExactly 'SessionMissing'
                $two[1] | Should -Not -Be $one[0]
            }
            finally {
                $first.Dispose()
                $second.Dispose()
                $pool.Dispose()
            }

            @(Get-PortalRequest $portal).Count | Should -Be 0
        }
    }

    Context 'A Connect cmdlet that did not start' {
        BeforeEach {
            Connect-TestWebhook $portal
        }

        It 'leaves no usable session: <_>' -ForEach @(
            { Connect-B24Webhook $env:B24_NOT_SET }
            { Connect-B24Webhook -Uri 5 -ErrorAction Stop }
            { Connect-B24Webhook http://127.0.0.1/rest/1/abcdefghijklmnop/ -BotId 0 }
            { Connect-B24Webhook http://127.0.0.1/rest/1/abcdefghijklmnop/ -TimeoutSec 0 }
            { Connect-B24Webhook http://127.0.0.1/rest/1/abcdefghijklmnop/ -RequestRate Quick }
            { Connect-B24Webhook http://127.0.0.1/rest/1/abcdefghijklmnop/ -Bot 456 }
            { Connect-B24OAuth -Domain '' }
            { Connect-B24OAuth portal.example.com -ClientSecret $null }
            { Connect-B24Profile $env:B24_NOT_SET }
            { @() | Connect-B24Profile }
        ) {
            try { & $_ } catch { $null = $_ }
            $problem = try { Send-B24BotMessage chat5 lost } catch { $_ }
            Get-ErrorId $problem | Should -BeExactly 'SessionMissing'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'is not simulated by command completion, Get-Command, or Get-Help' {
            $null = TabExpansion2 'Connect-B24Webhook -Bo' 22
            $null = TabExpansion2 'Connect-B24Webhook http://x -RequestRate ' 41
            $null = TabExpansion2 'Connect-B24Profile ' 19
            $null = Get-Command Connect-B24Webhook, Connect-B24OAuth, Connect-B24Profile -Syntax
            $null = Get-Help Connect-B24Webhook
            $null = Connect-B24Webhook -?
            (Send-B24BotMessage chat5 hello).MessageId | Should -BeGreaterThan 0
        }
    }

    Context 'Start-Job' {
        It 'reports a special error with advice for a serialized session, and sends nothing' {
            $session = Connect-TestWebhook $portal -Option @{ PassThru = $true }
            $text = Start-Job {
                Import-Module $using:modulePath
                try { Send-B24BotMessage chat5 hello -Session $using:session } catch { "$($_.FullyQualifiedErrorId) $($_.ErrorDetails.RecommendedAction)" }
            } | Receive-Job -Wait -AutoRemoveJob
            $text | Should -Match '^SessionDeserialized,'
            $text | Should -Match 'Connect-B24Profile'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'also reports it for a session from the pipeline' {
            Connect-TestWebhook $portal
            $file = Join-Path $TestDrive 'session.xml'
            Get-B24Session | Export-Clixml $file
            $copy = Import-Clixml $file
            foreach ($call in { $copy | Test-B24Session }, { $copy | Update-B24Token }, { $copy | Disconnect-B24Session }, { $copy | Set-B24Session -BotId 5 }) {
                $problem = try { & $call } catch { $_ }
                Get-ErrorId $problem | Should -BeExactly 'SessionDeserialized'
            }
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'inherits no session' {
            Connect-TestWebhook $portal
            Start-Job { Import-Module $using:modulePath; @(Get-B24Session).Count } | Receive-Job -Wait -AutoRemoveJob | Should -Be 0
        }
    }

    Context '-Session' {
        It 'takes precedence over the default session' {
            $session = Connect-TestWebhook $portal -Option @{ PassThru = $true }
            Connect-TestWebhook $other
            $null = Send-B24BotMessage chat5 'to the first' -Session $session
            $null = Send-B24BotMessage chat5 'to the second'
            @(Get-PortalMessage $portal chat5).text | Should -Be 'to the first'
            @(Get-PortalMessage $other chat5).text | Should -Be 'to the second'
        }

        It 'uses its own bot' {
            $session = Connect-TestWebhook $portal -Option @{ PassThru = $true; Name = 'one' }
            Connect-B24Webhook $portal.webhookUri -Name two -BotId 457 -BotToken wrong
            $null = Send-B24BotMessage chat5 hello -Session $session
            @(Get-PortalMessage $portal chat5).authorId | Should -Be 456
        }

        It 'gets a bot that was registered later' {
            $session = Connect-TestWebhook $portal -NoBot -Option @{ PassThru = $true }
            $bot = Register-B24Bot later Later
            $null = Send-B24BotMessage 17 hello -Session $session
            @(Get-PortalMessage $portal 17).authorId | Should -Be $bot.BotId
        }

        It 'gets a bot that was registered through it, and the default session does not change' {
            $session = Connect-TestWebhook $portal -NoBot -Option @{ PassThru = $true }
            Connect-TestWebhook $other -NoBot
            $bot = Register-B24Bot later Later -Session $session
            $null = Send-B24BotMessage 17 hello -Session $session
            @(Get-PortalMessage $portal 17).authorId | Should -Be $bot.BotId
            (Get-B24Session | Select-Object -First 1).BotId | Should -BeNullOrEmpty
        }

        It 'gets a bot in a child runspace that its parent registered' {
            Skip-WithoutPowerShell7
            $session = Connect-TestWebhook $portal -NoBot -Option @{ PassThru = $true }
            $bot = Register-B24Bot later Later
            $null = 1 | ForEach-Object -Parallel { Import-Module $using:modulePath; Send-B24BotMessage 17 hello -Session $using:session }
            @(Get-PortalMessage $portal 17).authorId | Should -Be $bot.BotId
        }

        It 'refuses null, and does not use the default session' {
            Connect-TestWebhook $portal
            $problem = Get-Failure { Send-B24BotMessage chat5 hello -Session $null }
            $problem.CategoryInfo.Category | Should -Not -Be 'NotSpecified'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }
    }

    Context 'Several threads' {
        It 'can use one session at the same time' {
            Skip-WithoutPowerShell7
            Connect-TestWebhook $portal
            $sent = 1..40 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                Send-B24BotMessage chat5 "number $_" | Add-Member -NotePropertyName Text -NotePropertyValue "number $_" -PassThru
            } -ThrottleLimit 8
            $stored = @{}
            foreach ($message in Get-PortalMessage $portal chat5) {
                $stored[[long]$message.id] = $message.text
            }

            @($sent).Count | Should -Be 40
            $stored.Count | Should -Be 40
            foreach ($one in $sent) {
                $stored[[long]$one.MessageId] | Should -BeExactly $one.Text
            }
        }
    }
}

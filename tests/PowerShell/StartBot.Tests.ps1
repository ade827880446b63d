# A bot with script blocks: input and end of handlers, failed events, and parallel dialogs.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Start-B24Bot' {
    BeforeEach {
        Reset-Conversation
    }

    It 'handles an event at the next read of the queue, within 1 second' {
        # A part of the figure in docs/reliability.md. B24_TEST_FULL=1 runs all.
        $full = $env:B24_TEST_FULL -eq '1'
        $count = if ($full) { 200 } else { 4 }
        $random = New-Object System.Random 5
        $bot = Start-Background "Start-B24Bot -Interval 1 -MaxEvents $count -Timeout 300 -OnMessage { [System.Diagnostics.Stopwatch]::GetTimestamp() - [long]`$_.Message.Text }"
        try {
            foreach ($number in 1..$count) {
                Start-Sleep -Milliseconds $random.Next(50, 950)
                Add-PortalPost $portal ([string] [System.Diagnostics.Stopwatch]::GetTimestamp())
            }

            $bot.Running.AsyncWaitHandle.WaitOne(30000) | Should -BeTrue
            $times = @($bot.Shell.EndInvoke($bot.Running) | ForEach-Object { 1000.0 * $_ / [System.Diagnostics.Stopwatch]::Frequency } | Sort-Object)
        }
        finally {
            $bot.Shell.Dispose()
        }

        $times.Count | Should -Be $count
        $line = '{0} events: median {1:0} ms, p99 {2:0} ms, longest {3:0} ms' -f $count, $times[[int] [Math]::Floor($count / 2)], $times[[int] [Math]::Ceiling($count * 0.99) - 1], $times[-1]
        Write-Host $line
        $times[[int] [Math]::Ceiling($count * 0.99) - 1] | Should -BeLessThan $(if ($full) { 1200 } else { 3000 }) -Because $line
    }

    Context 'a handler' {
        It 'answers in the dialog of its event, with its session and bot, even if $_ has changed' {
            $session = Get-B24Session
            Add-PortalPost $portal 'one'
            Disconnect-B24Session
            Start-B24Bot -Session $session -BotId 456 -MaxEvents 1 -OnMessage {
                $null = Send-B24BotMessage -Message "echo $($_.Message.Text)"
                $null = 1..2 | ForEach-Object { Send-B24BotMessage -Message "part $_" }
            }
            (Get-Said).text | Should -Be 'echo one', 'part 1', 'part 2'
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        It 'reads and changes variables of the script, calls its functions, and writes output' {
            $count = 0
            function Get-Greeting { param($Name) "Good morning, $Name" }
            Add-PortalPost $portal 'one', 'two'
            $given = Start-B24Bot -MaxEvents 2 -OnMessage {
                param($Event)
                $script:count++
                Get-Greeting $Event.User.FirstName
                $_.Message.Text
            }
            $given | Should -Be 'Good morning, Anna', 'one', 'Good morning, Anna', 'two'
            $script:count | Should -Be 2
        }

        It 'stops at an error, unless it changes $ErrorActionPreference' {
            Add-PortalPost $portal 'one', 'two'
            $given = Start-B24Bot -MaxEvents 1 -ErrorAction SilentlyContinue -ErrorVariable problems -OnMessage {
                Send-B24BotMessage -DialogId chat99 -Message 'nobody is there'
                'not reached'
            }
            $given | Should -BeNullOrEmpty
            Get-ErrorId $problems[-1] | Should -BeExactly 'HandlerFailed'
            Start-B24Bot -MaxEvents 1 -ErrorAction SilentlyContinue -OnMessage {
                $ErrorActionPreference = 'SilentlyContinue'
                Send-B24BotMessage -DialogId chat99 -Message 'nobody is there'
                'reached'
            } | Should -Be 'reached'
        }

        It 'ends with return and continue, and the bot continues' {
            Add-PortalPost $portal 'one', 'two', 'three'
            Start-B24Bot -MaxEvents 3 -OnMessage {
                if ($_.Message.Text -eq 'one') { return 'returned' }
                if ($_.Message.Text -eq 'two') { continue }
                'end'
            } | Should -Be 'returned', 'end'
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        It 'keeps its event in $_ after a switch, <Case>' -ForEach @(
            @{ Case = 'on the pipeline thread'; Option = @{} }
            @{ Case = 'beside it'; Option = @{ ThrottleLimit = 2 } }
            @{ Case = 'beside it, with parameters'; Option = @{ ThrottleLimit = 2 }; Handler = { param($Event) switch ('x') { 'x' { } }; "$($_.Message.Text) $($Event.Message.Text)" } }
        ) {
            Add-PortalPost $portal 'one'
            if (-not $Handler) { $Handler = { switch ('x') { 'x' { } }; "$($_.Message.Text) $($args[0].Message.Text)" } }
            Start-B24Bot -MaxEvents 1 @Option -OnMessage $Handler | Should -Be 'one one'
        }

        It 'ends the bot with break, and its event is done' {
            Add-PortalPost $portal 'one', 'two', 'three'
            Start-B24Bot -OnMessage { if ($_.Message.Text -eq 'two') { break } }
            Get-WaitingPost $portal | Should -Be 'three'
        }

        It 'ends the script with exit, and its event is done' {
            Add-PortalPost $portal 'one', 'two', 'three'
            $outcome = Invoke-ChildPowerShell -Command "Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token; Start-B24Bot { `$_.Message.Text; if (`$_.Message.Text -eq 'two') { exit 5 } }"
            $outcome.ErrorText | Should -BeNullOrEmpty
            $outcome.ExitCode | Should -Be 5
            Get-WaitingPost $portal | Should -Be 'three'
        }

        It 'is done when Select-Object -First has enough objects' {
            Add-PortalPost $portal 'one', 'two', 'three'
            Start-B24Bot -OnMessage { $_.Message.Text } | Select-Object -First 2 | Should -Be 'one', 'two'
            Get-WaitingPost $portal | Should -Be 'three'
        }

        It 'is interrupted by Ctrl+C, and its event is received again' {
            Add-PortalPost $portal 'one', 'two', 'three'
            $reached = New-Object System.Threading.ManualResetEventSlim
            $bot = Start-Background 'Start-B24Bot { if ($_.Message.Text -eq "two") { $reached.Set(); Start-Sleep -Seconds 60 } }' @{ reached = $reached }
            $reached.Wait(30000) | Should -BeTrue
            $bot.Shell.Stop()
            $bot.Shell.Dispose()
            Get-WaitingPost $portal | Should -Be 'two', 'three'
        }
    }

    Context 'which handler' {
        It 'is selected for commands by name, with and without IDs, and other commands go to -OnEvent' {
            Start-B24Bot -RegisterCommands -Timeout 0.5 -OnCommand @{ status = { }; help = { } }
            (Get-B24BotCommand | Where-Object BotId -EQ 456).Command | Sort-Object | Should -Be '/help', '/status'
            $null = Register-B24BotCommand other -Title @{ en = 'Other' }
            Add-PortalPost $portal '/status now', '/help', '/other x', 'plain'
            $given = Start-B24Bot -MaxEvents 4 -OnCommand @{
                Status = { Send-B24BotCommandAnswer -Message "well $($_.Command.CommandParameter)"; 'status' }
                '/help' = { 'help' }
            } -OnEvent { "other $($_.Kind)" }
            $given | Should -Be 'status', 'help', 'other Command', 'other Message'
            (Get-Said).text | Should -Be 'well now'
        }

        It 'is selected for reactions and joins' {
            $sent = Send-B24BotMessage 17 'react to me'
            $null = Invoke-PortalControl $portal POST "messages/$($sent.MessageId)/react" @{ userId = 17; reaction = 'like' }
            $chat = Invoke-PortalControl $portal POST chats @{ title = 'New'; userIds = @(17) }
            Invoke-PortalControl $portal POST "chats/$($chat.dialogId)/users" @{ userId = 456 }
            Start-B24Bot -MaxEvents 2 -OnReaction { "$($_.Reaction) $($_.Action)" } -OnJoin { "joined $($_.DialogId)" } |
                Should -Be 'like add', "joined $($chat.dialogId)"
        }

        It 'is not needed: the event is confirmed' {
            Add-PortalPost $portal 'one'
            Start-B24Bot -MaxEvents 1 -OnJoin { 'join' } | Should -BeNullOrEmpty
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }
    }

    Context 'a failed event' {
        It 'is repeated -RetryCount times, and then succeeds' {
            Add-PortalPost $portal 'one'
            $script:attempts = 0
            Start-B24Bot -MaxEvents 1 -RetryCount 2 -OnMessage {
                $script:attempts++
                if ($script:attempts -lt 2) { throw 'not yet' }
                "attempt $script:attempts"
            } | Should -Be 'attempt 2'
        }

        It 'goes to the dead letters as JSON with the error after the last try, and the bot continues' {
            Add-PortalPost $portal 'bad', 'good'
            $letters = Join-Path $TestDrive ('{0}.jsonl' -f [guid]::NewGuid())
            Start-B24Bot -MaxEvents 2 -DeadLetterPath $letters -WarningAction SilentlyContinue -OnMessage {
                if ($_.Message.Text -eq 'bad') { throw 'cannot' }
                'fine'
            } | Should -Be 'fine'
            $letter = ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($letters))
            $letter.error.message | Should -Be 'cannot'
            $letter.attempts | Should -Be 1
            $letter.event.data.message.text | Should -Be 'bad'
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        It 'needs a usable dead-letter folder, which is checked before the first event' {
            Add-PortalPost $portal 'bad', 'good'
            $problem = Get-Failure { Start-B24Bot -MaxEvents 2 -DeadLetterPath (Join-Path $TestDrive 'file.txt/letters.jsonl') -OnMessage { $script:wasHandled = $true; throw 'cannot' } }
            Get-ErrorId $problem | Should -BeExactly 'DeadLetterNotWritten'
            $script:wasHandled | Should -BeNullOrEmpty
            Get-WaitingPost $portal | Should -Be 'bad', 'good'
        }

        It 'waits with a warning if the dead-letter folder fails, and is received again if the bot ends' {
            Add-PortalPost $portal 'bad', 'good'
            $letters = Join-Path $TestDrive 'held.jsonl'
            Start-B24Bot -MaxEvents 2 -Timeout 1 -DeadLetterPath $letters -WarningVariable told -WarningAction SilentlyContinue -ErrorVariable failed -ErrorAction SilentlyContinue -OnMessage {
                if (-not (Test-Path -LiteralPath $letters)) { $null = New-Item -Path $letters -ItemType Directory }
                throw 'cannot'
            }
            @($told -match 'waits until its state can be saved').Count | Should -Be 1
            @($failed | ForEach-Object { Get-ErrorId $_ }) | Should -Contain 'HandlerFailed'
            Get-WaitingPost $portal | Should -Be 'bad', 'good'
            Remove-Item -LiteralPath $letters
            Start-B24Bot -MaxEvents 2 -DeadLetterPath $letters -WarningAction SilentlyContinue -OnMessage { if ($_.Message.Text -eq 'bad') { throw 'cannot' } }
            (Get-Content -LiteralPath $letters -Raw | ConvertFrom-Json).event.data.message.text | Should -Be 'bad'
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        BeforeAll {
            $null = New-Item -Path (Join-Path $TestDrive 'file.txt') -ItemType File
        }

        It 'is an error before anything is sent without a handler, <Case>' -ForEach @(
            @{ Case = 'none'; Id = 'HandlerMissing'; Call = { Start-B24Bot } }
            @{ Case = 'a text'; Id = 'HandlerInvalid'; Call = { Start-B24Bot -OnCommand 'help' } }
            @{ Case = 'a table of texts'; Id = 'HandlerInvalid'; Call = { Start-B24Bot -OnCommand @{ help = 'help' } } }
            @{ Case = 'commands to register without names'; Id = 'CommandNamesMissing'; Call = { Start-B24Bot -OnCommand { } -RegisterCommands } }
        ) {
            Clear-PortalRequest $portal
            Get-ErrorId (Get-Failure $Call) | Should -BeExactly $Id
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }
    }

    Context 'what people see in the chat' {
        It 'that the bot is typing only while a handler is slow, and not with -NoTyping' {
            Add-PortalPost $portal 'quick', 'slow', 'slow'
            Start-B24Bot -MaxEvents 2 -OnMessage { if ($_.Message.Text -eq 'slow') { Wait-PortalRequest $portal *InputAction.notify } }
            @(Get-PortalRequest $portal *InputAction.notify).Count | Should -Be 1
            Start-B24Bot -MaxEvents 1 -NoTyping -OnMessage { Start-Sleep -Milliseconds 1200 }
            @(Get-PortalRequest $portal *InputAction.notify).Count | Should -Be 1
        }

        It 'the handler''s own input action, <Where>, instead of the typing' -ForEach @(
            @{ Where = 'here'; Option = @{} }
            @{ Where = 'beside'; Option = @{ ThrottleLimit = 2 } }
        ) {
            Add-PortalPost $portal 'draw'
            $null = Start-B24Bot -MaxEvents 1 @Option -OnMessage {
                Send-B24BotInputAction -Status Generating
                Start-Sleep -Milliseconds 1500
            }
            @(Get-PortalRequest $portal *InputAction.notify).Json.statusMessageCode | Should -BeLike '*GENERATING*'
            @(Get-PortalRequest $portal *InputAction.notify).Count | Should -Be 1
        }
    }

    Context 'with -ThrottleLimit' {
        It 'dialogs run in parallel, and the events of each in order' {
            Add-PortalPost $portal 'a1'
            Add-PortalPost $portal 'b1' -UserId 23
            Add-PortalPost $portal 'a2'
            $barrier = New-Object System.Threading.Barrier 2
            $given = Start-B24Bot -MaxEvents 3 -ThrottleLimit 4 -OnMessage {
                if ($_.Message.Text -like '*1') {
                    if (-not ($using:barrier).SignalAndWait(20000)) { throw 'the other dialog did not run at the same time' }
                }
                $_.Message.Text
            }
            @($given | Sort-Object) | Should -Be 'a1', 'a2', 'b1'
            @($given).IndexOf('a1') | Should -BeLessThan @($given).IndexOf('a2')
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        It 'the event is the context, $using: passes values, and the script''s variables do not exist' {
            $hidden = 'not seen'
            $table = @{ Greeting = 'Hi' }
            Add-PortalPost $portal 'one'
            $given = Start-B24Bot -MaxEvents 1 -ThrottleLimit 2 -OnMessage {
                $null = 1 | ForEach-Object { Send-B24BotMessage -Message "$($using:table.Greeting) $($using:table['Greeting'])" }
                "<$hidden>"
            }
            $given | Should -Be '<>'
            (Get-Said).text | Should -Be 'Hi Hi'
        }

        It 'errors, warnings, and information are forwarded, and an error fails the handler' {
            Add-PortalPost $portal 'one', 'two'
            $given = Start-B24Bot -MaxEvents 2 -ThrottleLimit 2 -ErrorAction SilentlyContinue -ErrorVariable problems -WarningVariable told -WarningAction SilentlyContinue -InformationVariable said -OnMessage {
                Write-Warning "careful $($_.Message.Text)"
                Write-Information 'for your information'
                if ($_.Message.Text -eq 'one') { Write-Error 'wrong' }
                'end'
            }
            $given | Should -Be 'end'
            Get-ErrorId $problems[-1] | Should -BeExactly 'HandlerFailed'
            $told.Message | Should -Be 'careful one', 'careful two'
            @($said).Count | Should -Be 2
        }

        It 'break and exit end the bot, return and continue do not' {
            Add-PortalPost $portal 'return', 'continue', 'break', 'left'
            Start-B24Bot -ThrottleLimit 2 -OnMessage {
                switch ($_.Message.Text) { 'return' { return 'returned' } }
                if ($_.Message.Text -eq 'continue') { continue }
                'before break'
                if ($_.Message.Text -eq 'break') { break }
            } | Should -Be 'returned', 'before break'
            Get-WaitingPost $portal | Should -Be 'left'
            Start-B24Bot -ThrottleLimit 2 -OnMessage { exit }
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        It 'Select-Object -First ends it, while it waits for events or handles the last ones' {
            Add-PortalPost $portal 'one', 'two', 'three'
            Start-B24Bot -ThrottleLimit 2 -OnMessage { $_.Message.Text } | Select-Object -First 1 | Should -Be 'one'
            Start-B24Bot -ThrottleLimit 2 -MaxEvents 2 -OnMessage { $_.Message.Text } | Select-Object -First 1 | Should -Be 'two'
            Get-WaitingPost $portal | Should -Be 'three'
        }

        It 'Ctrl+C stops every handler, and no event of a stopped handler is done' {
            Add-PortalPost $portal 'one'
            Add-PortalPost $portal 'two' -UserId 23
            $reached = New-Object System.Threading.CountdownEvent 2
            $bot = Start-Background 'Start-B24Bot -ThrottleLimit 2 { $null = ($using:reached).Signal(); Start-Sleep -Seconds 60 }' @{ reached = $reached }
            $reached.Wait(30000) | Should -BeTrue
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $bot.Shell.Stop()
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
            $bot.Shell.Dispose()
            Get-WaitingPost $portal | Should -Be 'one', 'two'
        }

        It 'handlers keep a constrained language mode' {
            Add-PortalPost $portal 'one', 'two'
            $shell = [powershell]::Create()
            try {
                $null = $shell.AddScript("Import-Module '$modulePath'; Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token").Invoke()
                $shell.Runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'
                $shell.Commands.Clear()
                $modes = $shell.AddScript('$x = 1; Start-B24Bot -MaxEvents 1 { "$($ExecutionContext.SessionState.LanguageMode)" }; Start-B24Bot -MaxEvents 1 -ThrottleLimit 2 { "$using:x $($ExecutionContext.SessionState.LanguageMode)" }').Invoke()
                @($shell.Streams.Error).Count | Should -Be 0
                $modes | Should -Be 'ConstrainedLanguage', '1 ConstrainedLanguage'
            }
            finally {
                $shell.Dispose()
            }
        }

        It 'an endpoint with a restricted runspace refuses it' {
            $initial = [initialsessionstate]::CreateDefault2()
            $initial.LanguageMode = 'NoLanguage'
            $initial.ImportPSModule($modulePath)
            $runspace = [runspacefactory]::CreateRunspace($initial)
            $runspace.Open()
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
            try {
                { $shell.AddCommand('Start-B24Bot').AddParameter('OnMessage', {}).AddParameter('ThrottleLimit', 2).Invoke() } | Should -Throw '*restricts*'
            }
            finally {
                $shell.Dispose()
                $runspace.Dispose()
            }
        }
    }

    Context 'ends' {
        It 'at -Timeout, when the running handlers have finished' {
            Add-PortalPost $portal 'one', 'two'
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            Start-B24Bot -Timeout 0.3 -OnMessage { Start-Sleep -Milliseconds 900; $_.Message.Text } | Should -Be 'one'
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
            Get-WaitingPost $portal | Should -Be 'two'
        }

        It 'at SIGTERM, when the running handlers have finished' {
            Skip-WithoutUnixBuild

            # The pause lets the signal arrive while the handler runs. Nothing shows that it has arrived.
            Add-PortalPost $portal 'one', 'two'
            $outcome = Invoke-ChildPowerShell -Command ("Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token; " +
                'Start-B24Bot { & /bin/sh -c "kill -TERM $PID"; Start-Sleep -Milliseconds 300; $_.Message.Text }; "drained"')
            $outcome.ErrorText | Should -BeNullOrEmpty
            $outcome.Output -split '\r?\n' | Should -Be 'one', 'drained'
            $outcome.ExitCode | Should -Be 0
            Get-WaitingPost $portal | Should -Be 'two'
        }
    }
}

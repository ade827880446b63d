# Watch-B24BotEvent: confirmation of events in each kind of pipeline, storage of the offset, and errors.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal

    function Watch-Message {
        # Returns only the texts, until the given number of messages has arrived.
        param([int] $Count)
        Watch-B24BotEvent -MaxEvents $Count | ForEach-Object { $_.Message.Text }
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Watch-B24BotEvent' {
    BeforeEach {
        Reset-TestPortal $portal
        $env:BITRIX24_IMBOT_STATE = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        Reset-TestSession
        Connect-TestWebhook $portal -NoRepeat

        # Creates the private dialog first, because its first message also causes an event for the new dialog.
        Add-PortalPost $portal 'hello'
        $null = Watch-B24BotEvent -MaxEvents 2
        $store = Join-Path $TestDrive ('{0}.offset' -f [guid]::NewGuid())
    }

    Context 'an event is done' {
        It 'when ForEach-Object has finished with it, and not before' {
            Add-PortalPost $portal 'one', 'two', 'three'
            $seen = Watch-B24BotEvent -MaxEvents 3 | ForEach-Object { "$($_.Message.Text): $((Get-WaitingPost $portal).Count)" }
            $seen | Should -Be 'one: 3', 'two: 3', 'three: 3'
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        It 'when Select-Object -First has received it as its last object' {
            Add-PortalPost $portal 'one', 'two', 'three'
            (Watch-B24BotEvent | Select-Object -First 2).Message.Text | Should -Be 'one', 'two'
            Get-WaitingPost $portal | Should -Be 'three'
        }

        It 'even if the portal answers the confirmation after the timeout' {
            Add-PortalPost $portal 'one', 'two'
            Add-PortalFault $portal Delay imbot.v2.Event.get -Option @{ skip = 1; delayMilliseconds = 1500 }
            (Watch-B24BotEvent | Select-Object -First 1).Message.Text | Should -Be 'one'
            (Watch-B24BotEvent | Select-Object -First 1).Message.Text | Should -Be 'two'
        }

        It 'not when the pipeline throws an exception for it' {
            Add-PortalPost $portal 'one', 'two', 'three'
            { Watch-B24BotEvent | ForEach-Object { if ($_.Message.Text -eq 'two') { throw 'no' } } } | Should -Throw 'no'
            Get-WaitingPost $portal | Should -Be 'two', 'three'
        }

        It 'not when the pipeline ends with break' {
            Add-PortalPost $portal 'one', 'two', 'three'
            foreach ($round in 1) {
                Watch-B24BotEvent | ForEach-Object { if ($_.Message.Text -eq 'two') { break } }
            }

            Get-WaitingPost $portal | Should -Be 'two', 'three'
        }

        It 'when a command ends the script with exit' {
            Add-PortalPost $portal 'one', 'two', 'three'
            $connect = "Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token"
            $outcome = Invoke-ChildPowerShell -Command "$connect; Watch-B24BotEvent | ForEach-Object { `$_.Message.Text; if (`$_.Message.Text -eq 'two') { exit 5 } }"
            $outcome.ErrorText | Should -BeNullOrEmpty
            $outcome.ExitCode | Should -Be 5
            $outcome.Output -split '\r?\n' | Should -Be 'one', 'two'
            Get-WaitingPost $portal | Should -Be 'three'
        }

        It 'not when Ctrl+C is pressed while it is handled' {
            Add-PortalPost $portal 'one', 'two', 'three'
            $reached = New-Object System.Threading.ManualResetEventSlim
            $watching = Start-Background 'Watch-B24BotEvent | ForEach-Object { if ($_.Message.Text -eq "two") { $reached.Set(); Start-Sleep -Seconds 60 } }' @{ reached = $reached }
            $reached.Wait(30000) | Should -BeTrue
            $watching.Shell.Stop()
            { Complete-Background $watching } | Should -Throw

            Get-WaitingPost $portal | Should -Be 'two', 'three'
        }

        It 'Ctrl+C ends a wait for events immediately' {
            Clear-PortalRequest $portal
            $watching = Start-Background 'Watch-B24BotEvent -Interval 60'
            Wait-PortalRequest $portal imbot.v2.Event.get
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $watching.Shell.Stop()
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
            { Complete-Background $watching } | Should -Throw
        }

        It 'for Sort-Object with -ManualConfirm, when a later command confirms it' {
            Add-PortalPost $portal 'b', 'c', 'a'
            $seen = Watch-B24BotEvent -ManualConfirm -MaxEvents 3 | Sort-Object { $_.Message.Text } | ForEach-Object {
                $_.Message.Text
                if ($_.Message.Text -ne 'c') {
                    $_ | Confirm-B24BotEvent
                }
            }
            $seen | Should -Be 'a', 'b', 'c'
            Get-WaitingPost $portal | Should -Be 'c', 'a' -Because 'the portal can only be told that everything below an event is done'
        }

        It 'for an assignment with -ManualConfirm, when all are confirmed later, in any order' {
            Add-PortalPost $portal 'one', 'two', 'three'
            $events = Watch-B24BotEvent -ManualConfirm -OffsetStore $store -MaxEvents 3
            Get-WaitingPost $portal | Should -HaveCount 3
            $events[2], $events[0] | Confirm-B24BotEvent
            Get-WaitingPost $portal | Should -Be 'two', 'three'
            Confirm-B24BotEvent $events[1]
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }

        It 'for -Parallel with -ManualConfirm, when the parallel block confirms it' {
            Skip-WithoutPowerShell7

            Add-PortalPost $portal 'one', 'two', 'three', 'four'
            $module = $modulePath
            Watch-B24BotEvent -ManualConfirm -MaxEvents 4 | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module $using:module
                if ($_.Message.Text -ne 'three') {
                    Confirm-B24BotEvent $_
                }
            }
            Get-WaitingPost $portal | Should -Be 'three', 'four'
        }
    }

    Context 'the offset' {
        It 'is stored in a file, so that no finished event returns even if the portal did not get the confirmation' {
            Add-PortalPost $portal 'one', 'two'
            Add-PortalFault $portal Status imbot.v2.Event.get 9 @{ skip = 1; status = 500 }
            $seen = New-Object System.Collections.ArrayList
            $problem = Get-Failure { Watch-B24BotEvent -OffsetStore $store -MaxEvents 1 | ForEach-Object { $null = $seen.Add($_.Message.Text) } }
            $problem.Exception.HttpStatus | Should -Be 500
            $seen | Should -Be 'one'
            Get-WaitingPost $portal | Should -Be 'one', 'two'
            $null = Invoke-PortalControl $portal DELETE faults
            (Watch-B24BotEvent -OffsetStore $store -MaxEvents 1).Message.Text | Should -Be 'two'
        }

        It 'is readable only for its account' {
            Skip-WithoutUnixBuild

            Add-PortalPost $portal 'one'
            $null = Watch-B24BotEvent -OffsetStore $store -MaxEvents 1
            (Get-Item $store).UnixMode | Should -Be '-rw-------'
            Get-Content -Raw $store | Should -Not -Match 'my_bot_token'
        }

        It 'without a file starts at the oldest event, and confirms finished events at the end' {
            Add-PortalPost $portal 'one', 'two'
            Watch-Message 2 | Should -Be 'one', 'two'
            $calls = @(Get-PortalRequest $portal imbot.v2.Event.get)
            $calls[-1].Json.offset | Should -BeGreaterThan $calls[0].Json.offset
            Get-WaitingPost $portal | Should -BeNullOrEmpty
        }
    }

    Context 'the returned events' {
        It 'exclude events of bots unless requested' {
            $null = Invoke-PortalControl $portal POST chats/chat5/users @{ userId = 457 }
            Add-PortalPost $portal -DialogId chat5 -UserId 17 -Text '[USER=456]Docs Bot[/USER] hear me'
            Watch-Message 1 | Should -Be '[USER=456]Docs Bot[/USER] hear me'
        }

        It 'have types, and properties that the answering cmdlets accept' {
            Add-PortalPost $portal 'one'
            $answer = Watch-B24BotEvent -MaxEvents 1 | Send-B24BotMessage -Message 'got it'
            $answer.DialogId | Should -Be '17'
            @(Get-PortalMessage $portal 17)[-1].text | Should -Be 'got it'
        }

        It 'arrive without a pause' {
            Add-PortalPost $portal (1..12 | ForEach-Object { "m$_" })
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            Watch-Message 12 | Should -Be (1..12 | ForEach-Object { "m$_" })
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
        }
    }

    Context 'errors' {
        It 'a second reader on this machine is reported' {
            Add-PortalPost $portal 'one', 'two'
            $inner = Watch-B24BotEvent -MaxEvents 1 | ForEach-Object { Get-ErrorId (Get-Failure { Watch-B24BotEvent -MaxEvents 1 }) }
            $inner | Should -BeExactly 'EventReaderBusy'
        }

        It 'a bot in another event mode: the error names the solution and its effects' {
            Set-B24Bot -EventMode webhook -WebhookUri https://bots.example.com/hook -Confirm:$false
            $problem = Get-Failure { Watch-B24BotEvent -MaxEvents 1 }
            Get-ErrorId $problem | Should -BeExactly 'EventModeUnfit'
            $problem.ErrorDetails.RecommendedAction | Should -Match 'Set-B24Bot -EventMode fetch'
        }

        It 'an offset store <Case>: <Id>, and nothing is confirmed' -ForEach @(
            @{ Case = 'of another bot'; Id = 'OffsetStoreOfAnotherBot'; Spoil = { param($s) [System.IO.File]::WriteAllText($s, [System.IO.File]::ReadAllText($s).Replace('"botId":456', '"botId":457')) } }
            @{ Case = 'cut short'; Id = 'OffsetStoreUnreadable'; Spoil = { param($s) [System.IO.File]::WriteAllText($s, [System.IO.File]::ReadAllText($s).Substring(0, 40)) } }
            @{ Case = 'that is something else'; Id = 'OffsetStoreUnreadable'; Spoil = { param($s) [System.IO.File]::WriteAllText($s, 'Dear diary') } }
        ) {
            Add-PortalPost $portal 'one', 'two'
            $null = Watch-B24BotEvent -OffsetStore $store -MaxEvents 1
            & $Spoil $store
            $before = [System.IO.File]::ReadAllText($store)
            Get-ErrorId (Get-Failure { Watch-B24BotEvent -OffsetStore $store -MaxEvents 1 }) | Should -BeExactly $Id
            Get-WaitingPost $portal | Should -Be 'two'
            [System.IO.File]::ReadAllText($store) | Should -BeExactly $before
        }

        It 'an offset store with an offset that is too high, from a portal that was set up again' {
            Add-PortalPost $portal (1..5 | ForEach-Object { "m$_" })
            $null = Watch-B24BotEvent -OffsetStore $store -MaxEvents 5
            Reset-TestPortal $portal
            Step-PortalClock $portal 3600
            Add-PortalPost $portal 'new'
            Get-ErrorId (Get-Failure { Watch-B24BotEvent -OffsetStore $store -MaxEvents 1 }) | Should -BeExactly 'OffsetStoreAhead'
            Get-WaitingPost $portal | Should -Be 'new'
        }

        It 'a portal that fails for some time: reported once, and read again automatically' {
            Add-PortalFault $portal Status imbot.v2.Event.get 1 @{ status = 502 }
            Add-PortalPost $portal 'one'
            $seen = Watch-B24BotEvent -Interval 1 -MaxEvents 1 -WarningVariable told -WarningAction SilentlyContinue
            $seen.Message.Text | Should -Be 'one'
            @($told).Count | Should -Be 2
            "$($told[0])" | Should -Match 'The events of bot .+ can''t be read. The bot retries. Cause:'
            "$($told[1])" | Should -Match 'works again'
        }

        It 'a temporary refusal, <Code>: reported, and read again' -ForEach @(
            @{ Code = 'CONNECTION_ERROR'; Status = 401 }
            @{ Code = 'NO_AUTH_FOUND'; Status = 401 }
            @{ Code = 'ERROR_CORE'; Status = 400 }
            @{ Code = 'verification_needed'; Status = 401 }
        ) {
            Add-PortalFault $portal Status imbot.v2.Event.get 1 @{ status = $Status; error = $Code }
            Add-PortalPost $portal 'one'
            $seen = Watch-B24BotEvent -Interval 1 -MaxEvents 1 -WarningVariable told -WarningAction SilentlyContinue
            $seen.Message.Text | Should -Be 'one'
            "$($told[0])" | Should -Match $Code
            "$($told[-1])" | Should -Match 'works again'
        }

        It 'a permanent refusal, <Code>, ends the cmdlet' -ForEach @(
            @{ Code = 'INVALID_CREDENTIALS'; Id = 'AuthorizationRejected' }
            @{ Code = 'insufficient_scope'; Id = 'ScopeInsufficient' }
            @{ Code = 'BOT_OWNERSHIP_ERROR'; Id = 'BotOfAnotherOwner' }
        ) {
            Add-PortalFault $portal Status imbot.v2.Event.get 1 @{ status = 401; error = $Code }
            Get-ErrorId (Get-Failure { Watch-B24BotEvent -Interval 1 -MaxEvents 1 }) | Should -BeExactly $Id
        }

        It 'an event has an age, without date arithmetic' {
            Add-PortalPost $portal 'one'
            $seen = Watch-B24BotEvent -Interval 1 -MaxEvents 1
            $seen.Age | Should -BeOfType [timespan]
            $seen.TextWithoutMention | Should -BeExactly 'one'
        }

        It 'an -Interval out of range is refused before anything is sent' {
            Clear-PortalRequest $portal
            Get-ErrorId (Get-Failure { Watch-B24BotEvent -Interval 0.1 }) | Should -BeExactly 'DurationInvalid'
            Get-ErrorId (Get-Failure { Watch-B24BotEvent -Timeout 0 }) | Should -BeExactly 'DurationInvalid'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'an event of no running cmdlet cannot be confirmed' {
            Add-PortalPost $portal 'one'
            $event = Get-B24BotEvent
            $problem = Get-Failure { Confirm-B24BotEvent $event -ErrorAction Stop }
            Get-ErrorId $problem | Should -BeExactly 'EventNotAwaited'
        }

        It '-WhatIf reads nothing' {
            Add-PortalPost $portal 'one'
            Clear-PortalRequest $portal
            Watch-B24BotEvent -WhatIf
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It '-Timeout ends a quiet watch' {
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            Watch-B24BotEvent -Timeout 0.5 | Should -BeNullOrEmpty
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
        }
    }
}

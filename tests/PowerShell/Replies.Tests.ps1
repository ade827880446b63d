# Questions of a bot: buttons and texts, who can answer, and several questions, handlers, and listeners at the same time.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Conversation.ps1
    $portal = Start-TestPortal
    $oldState = $env:BITRIX24_IMBOT_STATE

    function Wait-Question {
        # Waits for the message with the question, and returns it.
        param([string] $Text, [string] $DialogId = 'chat5')
        Wait-PortalMessage $portal $DialogId { $_.text -eq $Text }
    }

    function Get-Button {
        param($Question, [string] $DialogId = 'chat5')
        @((Get-PortalMessage $portal $DialogId | Where-Object id -EQ $Question.id).params.KEYBOARD | Where-Object { $_ } | ForEach-Object { $_.TEXT })
    }

    function Start-OtherProcess {
        # Starts a script in a separate process. Complete-Background ends it and returns the same as Invoke-ChildPowerShell.
        param([string] $Script)
        $shell = [powershell]::Create().AddScript(". '$PSScriptRoot/Common.ps1'; Invoke-ChildPowerShell -Command `$args[0]")
        $null = $shell.AddArgument("Connect-B24Webhook '$($portal.webhookUri)' -BotId 456 -BotToken my_bot_token; $Script")
        [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
    }

    function Get-Waiting {
        # Returns the events that are not confirmed yet.
        @(Invoke-PortalControl $portal GET events/456)
    }

    function Get-StateFile {
        # Returns the stored questions, answers, and events. Lock files stay, and are empty.
        @(Get-ChildItem $env:BITRIX24_IMBOT_STATE -Recurse -File | Where-Object Extension -NE '.lock')
    }
}

AfterAll {
    $env:BITRIX24_IMBOT_STATE = $oldState
    Stop-TestPortal $portal
}

Describe 'Request-B24BotReply' {
    BeforeEach {
        Reset-Conversation
    }

    Context 'one question' {
        It 'has buttons, which disappear after an answer' {
            $asking = Start-Background 'Request-B24BotReply chat5 "Deploy?" Yes, No -Interval 1 -Timeout 30'
            $question = Wait-Question 'Deploy?'
            Get-Button $question | Should -Be @('Yes', 'No')
            Push-Button $question 'No' -UserId 23
            $reply = Complete-Background $asking
            $reply | Should -BeOfType Bitrix24.Imbot.Core.Replies.BotReply
            '{0} {1} {2} {3} {4}' -f $reply.Answer, $reply.UserId, $reply.DialogId, $reply.MessageId, $reply.TimedOut | Should -Be "No 23 chat5 $($question.id) False"
            $reply.User.Name | Should -Not -BeNullOrEmpty
            $reply | Out-String -Width 120 | Should -Match '(?m)^DialogId +User +Date +TimedOut +Answer *\r?$'
            $reply.Date | Should -BeGreaterThan ([DateTimeOffset]::Now.AddMinutes(-5))
            Get-Button $question | Should -BeNullOrEmpty
            Get-Waiting | Should -BeNullOrEmpty
            Get-StateFile | Should -BeNullOrEmpty
        }

        It 'warns if the portal answers the removal of the buttons with false, and accepts the answer' {
            Add-PortalFault $portal NotJson imbot.v2.Chat.Message.update -Option @{ body = '{"result":{"result":false}}' }
            $asking = Start-Background '$reply = Request-B24BotReply chat5 "Deploy?" Yes, No -Interval 1 -Timeout 30 -WarningVariable warned -WarningAction SilentlyContinue; "$($reply.Answer): $warned"'
            $question = Wait-Question 'Deploy?'
            Push-Button $question 'No' -UserId 23
            Complete-Background $asking | Should -Match "^No: Could not remove the buttons of message $($question.id): .+ with false"
        }

        It 'accepts answers only from people who can answer' {
            $asking = Start-Background 'Request-B24BotReply chat5 "Deploy?" Yes, No -UserId 23 -Interval 1 -Timeout 30'
            $question = Wait-Question 'Deploy?'
            Push-Button $question 'No' -UserId 17
            Wait-Until { -not (Get-Waiting) }
            Push-Button $question 'Yes' -UserId 23
            (Complete-Background $asking).Answer | Should -Be 'Yes'
        }

        It 'cannot be answered by guessing' {
            $asking = Start-Background 'Request-B24BotReply chat5 "Deploy?" Yes, No -Interval 1 -Timeout 30'
            $question = Wait-Question 'Deploy?'
            Add-PortalPost $portal '/b24reply 0123456789abcdef0123456789abcdef 0', '/b24reply ../../x 0', '/b24reply', "/b24reply $($question.params.KEYBOARD[0].COMMAND_PARAMS -replace ' 0', ' 7')" -DialogId chat5
            Push-Button $question 'No'
            (Complete-Background $asking).Answer | Should -Be 'No'
            Get-StateFile | Should -BeNullOrEmpty
        }

        It 'returns a special result when the time is over, and ignores a late answer' {
            $asking = Start-Background 'Request-B24BotReply chat5 "Deploy?" Yes, No -Interval 1 -Timeout 2'
            $question = Wait-Question 'Deploy?'
            $params = $question.params.KEYBOARD[0].COMMAND_PARAMS
            $reply = Complete-Background $asking
            '{0}|{1}|{2}' -f $reply.TimedOut, $reply.Answer, $reply.UserId | Should -Be 'True||'
            Get-Button $question | Should -BeNullOrEmpty
            Add-PortalPost $portal "/b24reply $params", 'for the bot'
            Watch-B24BotEvent -MaxEvents 1 -Timeout 30 | ForEach-Object { $_.Message.Text } | Should -Be 'for the bot'
        }

        It 'accepts a text in a private dialog, and no earlier text or text of another dialog' {
            Add-PortalPost $portal 'before'
            $asking = Start-Background 'Request-B24BotReply 17 "Which version?" -Interval 1 -Timeout 30'
            $null = Wait-Question 'Which version?' 17
            Add-PortalPost $portal 'elsewhere' -UserId 23
            Add-PortalPost $portal '1.2'
            Add-PortalPost $portal 'after'
            $reply = Complete-Background $asking
            '{0} {1}' -f $reply.Answer, $reply.UserId | Should -Be '1.2 17'
            Watch-B24BotEvent -MaxEvents 3 -Timeout 30 | ForEach-Object { $_.Message.Text } | Should -Be @('before', 'elsewhere', 'after')
            Get-Waiting | Should -BeNullOrEmpty
            Get-StateFile | Should -BeNullOrEmpty
        }

        It 'accepts a text in a group chat only if the bot receives all messages' {
            Get-ErrorId (Get-Failure { Request-B24BotReply chat5 'Which version?' -ErrorAction Stop }) | Should -Be 'ReplyNotHeard'
            Get-PortalMessage $portal | Should -BeNullOrEmpty
            $bot = Register-B24Bot -Code listener -DisplayName Listener -Type supervisor
            $null = Invoke-PortalControl $portal POST chats/chat5/users @{ userId = $bot.BotId }
            $asking = Start-Background "Request-B24BotReply chat5 'Which version?' -BotId $($bot.BotId) -Interval 1 -Timeout 30"
            $null = Wait-Question 'Which version?'
            Add-PortalPost $portal '1.3' -DialogId chat5
            (Complete-Background $asking).Answer | Should -Be '1.3'
        }

        It 'is not sent under -WhatIf, with a repeated choice, or with an invalid timeout' {
            Request-B24BotReply chat5 'Deploy?' Yes, No -WhatIf
            Get-ErrorId (Get-Failure { Request-B24BotReply chat5 'Deploy?' Yes, yes -ErrorAction Stop }) | Should -Be 'ChoiceRepeated'
            Get-ErrorId (Get-Failure { Request-B24BotReply chat5 'Deploy?' Yes, ' ' -ErrorAction Stop }) | Should -Be 'ButtonTextMissing'
            Get-ErrorId (Get-Failure { Request-B24BotReply chat5 'Deploy?' Yes -Timeout 0 -ErrorAction Stop }) | Should -Be 'DurationInvalid'
            Get-PortalMessage $portal | Should -BeNullOrEmpty
        }

        It 'shows an attachment, and adds the answer and its author on request' {
            $asking = Start-Background 'Request-B24BotReply chat5 "Deploy [b]1.2[/b]?" Yes, No -Attachment ([pscustomobject]@{ What = "three changes" } | ConvertTo-B24Attachment) -ShowAnswer -Interval 1 -Timeout 30'
            $question = Wait-Question 'Deploy [b]1.2[/b]?'
            $question.params.ATTACH | ConvertTo-Json -Depth 9 | Should -BeLike '*three changes*'
            Push-Button $question 'No'
            $reply = Complete-Background $asking
            $message = Get-PortalMessage $portal chat5 | Where-Object id -EQ $question.id
            $message.text | Should -BeExactly "Deploy [b]1.2[/b]?`n$($reply.User.Name): No ($($reply.Date.LocalDateTime.ToString('g')))"
            $message.params.ATTACH | ConvertTo-Json -Depth 9 | Should -BeLike '*three changes*'
            Get-Button $question | Should -BeNullOrEmpty
        }

        It 'adds a text answer without active BB codes, and says if nobody answered' {
            $asking = Start-Background 'Request-B24BotReply 17 "Which?" -ShowAnswer -Interval 1 -Timeout 30'
            $question = Wait-Question 'Which?' 17
            Add-PortalPost $portal "[url=https://example.com]this[/url]`nand that"
            $null = Complete-Background $asking
            $text = (Get-PortalMessage $portal 17 | Where-Object id -EQ $question.id).text
            $text | Should -BeLike "Which?`n*: *this*and that (*)"
            $text | Should -Not -BeLike '*[[]url*'
            (Request-B24BotReply chat5 'Deploy?' Yes, No -ShowAnswer -Timeout 0.3).TimedOut | Should -BeTrue
            (Get-PortalMessage $portal chat5)[-1].text | Should -BeExactly "Deploy?`nNo one answered in time."
        }

        It 'can be canceled by a word, or by a button with that word' {
            $asking = Start-Background 'Request-B24BotReply 17 "Which?" -CancelWord stop -Interval 1 -Timeout 30'
            $null = Wait-Question 'Which?' 17
            Add-PortalPost $portal ' Stop '
            $reply = Complete-Background $asking
            '{0}|{1}|{2}|{3}' -f $reply.Cancelled, $reply.Answer, $reply.TimedOut, $reply.UserId | Should -Be 'True||False|17'
            $asking = Start-Background 'Request-B24BotReply chat5 "Deploy?" Yes, No -CancelWord Later -ShowAnswer -Interval 1 -Timeout 30'
            $question = Wait-Question 'Deploy?'
            Get-Button $question | Should -Be 'Yes', 'No', 'Later'
            Push-Button $question 'Later'
            $reply = Complete-Background $asking
            '{0}|{1}' -f $reply.Cancelled, $reply.Answer | Should -Be 'True|'
            (Get-PortalMessage $portal chat5 | Where-Object id -EQ $question.id).text | Should -BeLike "*: canceled (*)"
            Get-ErrorId (Get-Failure { Request-B24BotReply chat5 'Deploy?' Yes, No -CancelWord no -ErrorAction Stop }) | Should -Be 'ChoiceRepeated'
        }

        It 'removes its buttons when it is stopped' {
            $asking = Start-Background 'Request-B24BotReply chat5 "Deploy?" Yes, No -ShowAnswer -Interval 1'
            $question = Wait-Question 'Deploy?'
            # The message can be in the chat before the cmdlet knows its ID.
            Wait-Until { (Get-StateFile | Get-Content -Raw) -match '"messageId":\d' }
            $asking.Shell.Stop()
            $asking.Shell.Dispose()
            Get-Button $question | Should -BeNullOrEmpty
            (Get-PortalMessage $portal chat5 | Where-Object id -EQ $question.id).text | Should -BeExactly "Deploy?`nThe question was withdrawn."
        }

        It 'removes its buttons when <Signal> ends the process' -ForEach @(@{ Signal = 'TERM' }, @{ Signal = 'HUP' }) {
            Skip-WithoutUnixBuild
            if ($Signal -eq 'HUP' -and (Test-Path /proc/self/status)) {
                $ignored = [Convert]::ToUInt64((([System.IO.File]::ReadAllLines("/proc/$PID/status") -match '^SigIgn:')[0] -split '\s+')[1], 16)
                if ($ignored -band 1) { Set-ItResult -Skipped -Because 'SIGHUP is ignored here.' }
            }

            $child = Start-OtherProcess "[System.IO.File]::WriteAllText('$TestDrive/asking.pid', `$PID); Request-B24BotReply chat5 'Deploy?' Yes, No"
            $question = Wait-Question 'Deploy?'
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $child.Shell.Streams.Error.Count | Should -Be 0
            $asking = [int] [System.IO.File]::ReadAllText("$TestDrive/asking.pid")
            & /bin/sh -c "kill -$Signal $asking"
            Wait-Until { -not (Get-Button $question) }
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 2
            (Complete-Background $child).ExitCode | Should -Not -Be 0
        }

        It 'answers a click after the process was killed, and removes the buttons' {
            $child = Start-OtherProcess "[System.IO.File]::WriteAllText('$TestDrive/asking.pid', `$PID); Request-B24BotReply chat5 'Deploy?' Yes, No"
            $question = Wait-Question 'Deploy?'
            Stop-Process -Id ([System.IO.File]::ReadAllText("$TestDrive/asking.pid")) -Force
            $null = Complete-Background $child
            Get-Button $question | Should -Be 'Yes', 'No'
            Push-Button $question 'Yes'
            Add-PortalPost $portal 'for the bot'
            Watch-B24BotEvent -MaxEvents 1 -Timeout 30 | ForEach-Object { $_.Message.Text } | Should -Be 'for the bot'
            (Get-PortalMessage $portal chat5)[-1].text | Should -BeExactly 'This question is already closed.'
            Get-Button $question | Should -BeNullOrEmpty
            Get-StateFile | Should -BeNullOrEmpty
        }

        It 'ends immediately when it is stopped, and leaves no files' {
            $asking = Start-Background 'Request-B24BotReply 17 "Hm?" -Interval 1'
            $null = Wait-Question 'Hm?' 17
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $asking.Shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
            $asking.Shell.Dispose()
            Get-StateFile | Should -BeNullOrEmpty
            (Start-B24Bot -MaxEvents 1 -Timeout 1 -OnMessage { 'x' }) | Should -BeNullOrEmpty
        }
    }

    Context 'several at a time' {
        It 'do not receive each other''s answers, and the second continues to read when the first has ended' {
            $first = Start-Background 'Request-B24BotReply chat5 "First?" Yes, No -Interval 1 -Timeout 30'
            $one = Wait-Question 'First?'
            $second = Start-Background 'Request-B24BotReply chat5 "Second?" Yes, No -Interval 1 -Timeout 30'
            $two = Wait-Question 'Second?'
            $third = Start-Background 'Request-B24BotReply 17 "Third?" -Interval 1 -Timeout 30'
            $null = Wait-Question 'Third?' 17
            Push-Button $two 'No'
            (Complete-Background $second).Answer | Should -Be 'No'
            Push-Button $one 'Yes'
            (Complete-Background $first).Answer | Should -Be 'Yes'
            Add-PortalPost $portal 'in words'
            (Complete-Background $third).Answer | Should -Be 'in words'
        }

        It 'wait for each other if they expect texts in one dialog' {
            $first = Start-Background 'Request-B24BotReply 17 "First?" -Interval 1 -Timeout 30'
            $null = Wait-Question 'First?' 17
            Get-ErrorId (Get-Failure { Request-B24BotReply 17 'Too early?' -Timeout 1 -ErrorAction Stop }) | Should -Be 'ReplyNotAsked'
            $second = Start-Background 'Request-B24BotReply 17 "Second?" -Interval 1 -Timeout 30'
            Add-PortalPost $portal 'one'
            (Complete-Background $first).Answer | Should -Be 'one'
            $null = Wait-Question 'Second?' 17
            Add-PortalPost $portal 'two'
            (Complete-Background $second).Answer | Should -Be 'two'
            Get-PortalMessage $portal 17 | Where-Object text -EQ 'Too early?' | Should -BeNullOrEmpty
        }

        It 'are answered through a bot in another process, which gets all other events' {
            $child = Start-OtherProcess "Send-B24BotMessage chat5 'I am here'; Start-B24Bot -MaxEvents 2 -Interval 1 -Timeout 60 -OnMessage { Send-B24BotMessage -Message `"heard: `$(`$_.Message.Text)`" } -OnCommand { Send-B24BotMessage chat5 'a command' }"
            $null = Wait-Question 'I am here'
            $choosing = Start-Background 'Request-B24BotReply chat5 "Deploy?" Yes, No -Interval 1 -Timeout 30'
            $question = Wait-Question 'Deploy?'
            Add-PortalPost $portal 'one' -UserId 23
            Push-Button $question 'Yes'
            (Complete-Background $choosing).Answer | Should -Be 'Yes'
            $asking = Start-Background 'Request-B24BotReply 17 "Which?" -Interval 1 -Timeout 30'
            $null = Wait-Question 'Which?' 17
            Add-PortalPost $portal '1.2'
            (Complete-Background $asking).Answer | Should -Be '1.2'
            Add-PortalPost $portal 'two' -UserId 23
            $ended = Complete-Background $child
            $ended.ExitCode | Should -Be 0 -Because $ended.ErrorText
            (Get-PortalMessage $portal 23 | Where-Object text -Like 'heard:*').text | Should -Be @('heard: one', 'heard: two')
            (Get-PortalMessage $portal 17 | Where-Object text -Like 'heard:*') | Should -BeNullOrEmpty
            Get-PortalMessage $portal | Where-Object text -EQ 'a command' | Should -BeNullOrEmpty
        }

        It 'leave the queue to a bot that starts later, and are answered through it' {
            Add-PortalPost $portal 'waits' -UserId 23
            $asking = Start-Background 'Request-B24BotReply chat5 "Deploy?" Yes, No -Interval 1 -Timeout 30'
            $question = Wait-Question 'Deploy?'
            Wait-Until { Get-ChildItem $env:BITRIX24_IMBOT_STATE -Recurse -Filter *.json | Where-Object { $_.Directory.Name -eq 'aside' } }
            $bot = Start-Background 'Watch-B24BotEvent -MaxEvents 2 -Interval 1 -Timeout 30 | ForEach-Object { $_.Message.Text }'
            Wait-Until { -not (Get-ChildItem $env:BITRIX24_IMBOT_STATE -Recurse -Filter *.json | Where-Object { $_.Directory.Name -eq 'aside' }) }
            Get-ErrorId (Get-Failure { Watch-B24BotEvent -Timeout 1 }) | Should -Be 'EventReaderBusy'
            Push-Button $question 'No'
            Add-PortalPost $portal 'comes' -UserId 23
            (Complete-Background $asking).Answer | Should -Be 'No'
            Complete-Background $bot | Should -Be @('waits', 'comes')
        }
    }

    Context 'inside a handler or a pipeline' {
        It 'is answered by texts and by buttons while other events wait in order' {
            Add-PortalPost $portal 'start'
            Add-PortalPost $portal 'two' -UserId 23
            $bot = Start-Background 'Start-B24Bot -MaxEvents 3 -Interval 1 -Timeout 60 -OnMessage {
                if ($_.Message.Text -eq "start") {
                    $which = Request-B24BotReply -Message "Which?" -Timeout 30
                    $sure = Request-B24BotReply -Message "Sure?" -Choice Yes, No -UserId $_.UserId -Timeout 30
                    "$($which.Answer) $($sure.Answer)"
                }
                else { $_.Message.Text } }'
            $null = Wait-Question 'Which?' 17
            Add-PortalPost $portal 'three' -UserId 23
            Add-PortalPost $portal '1.2'
            $sure = Wait-Question 'Sure?' 17
            Push-Button $sure 'Yes'
            Complete-Background $bot | Should -Be @('1.2 Yes', 'two', 'three')
            Get-Waiting | Should -BeNullOrEmpty
        }

        It 'is answered at the same time as others with -ThrottleLimit' {
            Add-PortalPost $portal 'start'
            Add-PortalPost $portal 'start' -UserId 23
            $bot = Start-Background 'Start-B24Bot -MaxEvents 3 -Interval 1 -Timeout 60 -ThrottleLimit 2 -OnMessage {
                if ($_.Message.Text -eq "start") { $reply = Request-B24BotReply -Message "Which?" -Timeout 30; "$($_.UserId): $($reply.Answer)" } else { $_.Message.Text } }'
            $null = Wait-Question 'Which?' 17
            $null = Wait-Question 'Which?' 23
            Add-PortalPost $portal 'b' -UserId 23
            Add-PortalPost $portal 'a'
            Add-PortalPost $portal 'more' -UserId 23
            Complete-Background $bot | Sort-Object | Should -Be @('17: a', '23: b', 'more')
        }

        It 'is answered in the pipeline after Watch-B24BotEvent' {
            Add-PortalPost $portal 'start'
            $bot = Start-Background 'Watch-B24BotEvent -MaxEvents 1 -Interval 1 -Timeout 30 | ForEach-Object { (Request-B24BotReply $_.DialogId "Which?" -Timeout 30).Answer }'
            $null = Wait-Question 'Which?' 17
            Add-PortalPost $portal 'this'
            Complete-Background $bot | Should -Be 'this'
        }
    }

    Context 'a bot to which events are pushed' {
        It 'asks through the running listener, and reports a missing one' {
            $port = Get-FreePort
            Set-B24Bot -EventMode webhook -WebhookUri "http://127.0.0.1:$port/b24/" -WarningAction SilentlyContinue
            Get-ErrorId (Get-Failure { Request-B24BotReply chat5 'Deploy?' Yes, No -ErrorAction Stop }) | Should -Be 'ReplyReaderMissing'
            Get-PortalMessage $portal | Should -BeNullOrEmpty
            $bot = Start-Background "Start-B24Bot -ListenUri http://127.0.0.1:$port/b24/ -MaxEvents 1 -Timeout 60 -OnMessage { `$_.Message.Text }"
            Wait-Port $port $bot
            $asking = Start-Background 'Request-B24BotReply chat5 "Deploy?" Yes, No -Timeout 30'
            $question = Wait-Question 'Deploy?'
            Push-Button $question 'Yes'
            (Complete-Background $asking).Answer | Should -Be 'Yes'
            Add-PortalPost $portal 'end'
            Complete-Background $bot | Should -Be 'end'
        }
    }
}

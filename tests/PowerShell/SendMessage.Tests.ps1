# Send-B24BotMessage, the cmdlet that most scripts use.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $send = 'imbot.v2.Chat.Message.send'
    $party = [char]::ConvertFromUtf32(0x1F389)
    $cyrillic = -join [char[]](0x41F, 0x440, 0x438, 0x432, 0x435, 0x442)

    function Get-SentText {
        @(Get-PortalMessage $portal chat5 | ForEach-Object { $_.text })
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Send-B24BotMessage' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-TestWebhook $portal
    }

    AfterEach {
        Reset-TestSession
    }

    Context 'Text' {
        It 'is accepted by position, after the dialog' {
            $null = Send-B24BotMessage chat5 'by position'
            Get-SentText | Should -Be 'by position'
        }

        It 'is sent to several dialogs, with one message and one result each' {
            $sent = @(Send-B24BotMessage -DialogId chat5, 17, '23' -Message 'to all')
            $sent.DialogId | Should -Be @('chat5', '17', '23')
            @($sent.MessageId | Select-Object -Unique).Count | Should -Be 3
            @(Get-PortalMessage $portal chat5).text | Should -Be 'to all'
            @(Get-PortalMessage $portal 17).text | Should -Be 'to all'
            @(Get-PortalMessage $portal 23).text | Should -Be 'to all'
        }

        It 'is sent to a chat ID in any letter case' {
            $null = Send-B24BotMessage CHAT5 'hello'
            Get-SentText | Should -Be 'hello'
        }

        It 'arrives unchanged: Cyrillic, emoji, quotation marks, line breaks, BB codes' {
            $text = "$cyrillic $party `"quoted`" 'single' \ / <b>&amp;</b>`n[b]bold[/b]`ttab +%20"
            $null = Send-B24BotMessage chat5 $text
            (-join (Get-SentText)) | Should -BeExactly $text
        }

        It 'can contain 20,000 emoji, which the portal counts as 20,000 characters' {
            $text = $party * 20000
            $sent = Send-B24BotMessage chat5 $text
            $sent.MessageId | Should -BeGreaterThan 0
            (-join (Get-SentText)).Length | Should -Be 40000
            (-join (Get-SentText)) | Should -BeExactly $text
        }

        It 'cannot contain 20,001 characters' {
            Send-B24BotMessage chat5 ('x' * 20001) -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'MessageTooLong'
            $problem[0].Exception.Message | Should -Match '20001'
            $problem[0].ErrorDetails.RecommendedAction | Should -Match '20,000'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'is counted without spaces at its ends, which the portal removes' {
            $null = Send-B24BotMessage chat5 ((' ' * 100) + ('x' * 20000) + "`n")
            (-join (Get-SentText)).Length | Should -Be 20000
        }

        It 'cannot be <Kind>, which is not text' -ForEach @(
            @{ Kind = 'an empty text'; Text = '' }
            @{ Kind = 'blanks'; Text = " `t`r`n" }
            @{ Kind = 'null'; Text = $null }
        ) {
            Send-B24BotMessage chat5 $Text -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'MessageEmpty'
            $problem[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'cannot be <Kind>: an error with advice, and no type name is sent' -ForEach @(
            @{ Kind = 'a process'; Value = (Get-Process -Id $PID) }
            @{ Kind = 'a hashtable'; Value = @{ a = 1 } }
            @{ Kind = 'lines with a process among them'; Value = @('a', (Get-Process -Id $PID)) }
            @{ Kind = 'a date'; Value = (Get-Date) }
            @{ Kind = 'a custom object'; Value = [pscustomobject]@{ a = 1 } }
            @{ Kind = 'a boolean'; Value = $true }
        ) {
            $problem = Get-Failure { Send-B24BotMessage chat5 -Message $Value }
            $problem.Exception.Message | Should -Match 'Out-String'
            $problem.CategoryInfo.Category | Should -Not -Be 'NotSpecified'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }
    }

    Context 'Pipeline' {
        It 'sends each text as a separate message, in order' {
            $sent = @('one', 'two', 'three' | Send-B24BotMessage chat5)
            Get-SentText | Should -Be @('one', 'two', 'three')
            $sent.MessageId | Should -Be @(Get-PortalMessage $portal chat5).id
        }

        It 'sends numbers as text, with a decimal point in any culture' {
            $culture = [System.Threading.Thread]::CurrentThread.CurrentCulture
            try {
                [System.Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]'de-DE'
                1, 2.5, 12345678901, 1.10d | Send-B24BotMessage chat5 | Out-Null
            }
            finally {
                [System.Threading.Thread]::CurrentThread.CurrentCulture = $culture
            }

            Get-SentText | Should -Be @('1', '2.5', '12345678901', '1.10')
        }

        It 'accepts the lines of a file' {
            Set-Content -Path TestDrive:/lines.txt -Value 'first line', 'second line'
            Get-Content TestDrive:/lines.txt | Send-B24BotMessage chat5 | Out-Null
            Get-SentText | Should -Be @('first line', 'second line')
        }

        It 'accepts the dialog and the text from properties of objects' {
            [pscustomobject]@{ DialogId = 'chat5'; Message = 'from an object' }, [pscustomobject]@{ DialogId = 17; Message = 42 } |
                Send-B24BotMessage | Out-Null
            Get-SentText | Should -Be 'from an object'
            @(Get-PortalMessage $portal 17).text | Should -Be '42'
        }

        It 'accepts the text from a property and the dialog from the parameter' {
            [pscustomobject]@{ Message = 'from an object' } | Send-B24BotMessage -DialogId chat5 | Out-Null
            Get-SentText | Should -Be 'from an object'
        }

        It 'accepts the rows of a CSV file, with sender and key' {
            Set-Content -Path TestDrive:/rows.csv -Value @(
                'DialogId,Message,BotId,IdempotencyKey'
                'chat5,"one, with comma",456,row-1'
                '17,two,456,row-2'
            )
            $sent = @(Import-Csv TestDrive:/rows.csv | Send-B24BotMessage)
            $sent.Count | Should -Be 2
            Get-SentText | Should -Be 'one, with comma'
            @(Get-PortalMessage $portal 17).text | Should -Be 'two'
            @($sent.IdempotencyKey | Select-Object -Unique).Count | Should -Be 2
        }

        It 'continues after <Kind>' -ForEach @(
            @{ Kind = 'an empty text'; Value = ''; Id = 'MessageEmpty' }
            @{ Kind = 'blanks'; Value = '   '; Id = 'MessageEmpty' }
            @{ Kind = 'null'; Value = $null; Id = 'MessageEmpty' }
            @{ Kind = 'a text that is too long'; Value = 'x' * 20001; Id = 'MessageTooLong' }
        ) {
            $sent = @('before', $Value, 'after' | Send-B24BotMessage chat5 -ErrorAction SilentlyContinue -ErrorVariable problem)
            $problem.Count | Should -Be 1
            Get-ErrorId $problem[0] | Should -BeExactly $Id
            Get-SentText | Should -Be @('before', 'after')
            $sent.Count | Should -Be 2
        }

        It 'reports the refused dialog' {
            $null = Send-B24BotMessage chat404, chat5, 9998 'x' -ErrorVariable problems -ErrorAction SilentlyContinue
            "$($problems[0])" | Should -BeLike 'The portal did not find dialog chat404: imbot.v2.Chat.Message.send answered CHAT_NOT_FOUND.'
            "$($problems[1])" | Should -BeLike '*did not find dialog 9998*'
        }

        It 'accepts chat objects as dialogs' {
            $chat = New-B24BotChat -Title 'Objects'
            (Send-B24BotMessage $chat 'to one').DialogId | Should -Be $chat.DialogId
            @((Send-B24BotMessage $chat, chat5 'to both').DialogId) | Should -Be $chat.DialogId, 'chat5'
        }

        It 'refuses <Kind> with advice, and continues' -ForEach @(
            @{ Kind = 'a process'; Value = (Get-Process -Id $PID) }
            @{ Kind = 'a hashtable'; Value = @{ a = 1 } }
            @{ Kind = 'a file'; Value = (Get-Item $PSCommandPath) }
        ) {
            $sent = @('before', $Value, 'after' | Send-B24BotMessage chat5 -ErrorAction SilentlyContinue -ErrorVariable problem)
            $problem.Count | Should -Be 1
            "$($problem[0].Exception.Message) $($problem[0].ErrorDetails.RecommendedAction)" | Should -Match 'Out-String'
            $problem[0].CategoryInfo.Category | Should -Not -Be 'NotSpecified'
            Get-SentText | Should -Be @('before', 'after')
            $sent.Count | Should -Be 2
        }

        It 'refuses <Kind> together with -Message, and does not choose one of them' -ForEach @(
            @{ Kind = 'a text'; Value = 'from the pipeline' }
            @{ Kind = 'an object that has nothing for a message'; Value = [pscustomobject]@{ Name = 'x' } }
            @{ Kind = 'an object whose dialog is named already'; Value = [pscustomobject]@{ DialogId = '17' } }
            @{ Kind = 'null'; Value = $null }
        ) {
            , $Value | Send-B24BotMessage chat5 -Message 'from the parameter' -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.Count | Should -Be 1
            Get-ErrorId $problem[0] | Should -BeExactly 'PipelineInputUnused'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'accepts the dialogs of objects and the text of -Message' {
            $null = [pscustomobject]@{ DialogId = 'chat5'; Name = 'a' }, [pscustomobject]@{ DialogId = '17'; Name = 'b' } | Send-B24BotMessage -Message 'to each'
            Get-SentText | Should -Be 'to each'
            @(Get-PortalMessage $portal 17).text | Should -Be 'to each'
        }

        It 'does not use the text of the previous object for an object without a text' {
            $objects = [pscustomobject]@{ DialogId = 'chat5'; Message = 'first' }, [pscustomobject]@{ DialogId = 'chat5' }, [pscustomobject]@{ DialogId = 'chat5'; Message = 'third' }
            $null = $objects | Send-B24BotMessage -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.Count | Should -Be 1
            Get-ErrorId $problem[0] | Should -BeExactly 'MessageNotText'
            Get-SentText | Should -Be @('first', 'third')
        }

        It 'accepts -InputObject by its name' {
            $null = Send-B24BotMessage chat5 -InputObject 'by name'
            Get-SentText | Should -Be 'by name'
        }

        It 'causes no hidden internal error for any pipeline input' {
            $Error.Clear()
            $null = [pscustomobject]@{ DialogId = 'chat5'; Message = 'one' }, 'two', 3 | Send-B24BotMessage -DialogId chat5
            $Error.Count | Should -Be 0
        }

        It 'continues after a dialog that does not exist' {
            $sent = @(Send-B24BotMessage -DialogId chat5, chat999, 17 -Message hello -ErrorAction SilentlyContinue -ErrorVariable problem)
            $sent.DialogId | Should -Be @('chat5', '17')
            $problem.Count | Should -Be 1
            Get-ErrorId $problem[0] | Should -BeExactly 'ChatNotFound'
            $problem[0].TargetObject | Should -Be 'chat999'
        }

        It 'stops at the first bad text with -ErrorAction Stop' {
            $problem = Get-Failure { 'before', '', 'after' | Send-B24BotMessage chat5 -ErrorAction Stop }
            Get-ErrorId $problem | Should -BeExactly 'MessageEmpty'
            Get-SentText | Should -Be 'before'
        }

        It 'ends after one message with Select-Object -First 1, and can be used again' {
            $Error.Clear()
            $sent = @(1..100 | Send-B24BotMessage chat5 | Select-Object -First 1)
            $sent.Count | Should -Be 1
            $Error.Count | Should -Be 0
            @(Get-PortalRequest $portal).Count | Should -Be 1
            (Send-B24BotMessage chat5 'next').MessageId | Should -BeGreaterThan $sent[0].MessageId
        }

        It 'uses one connection for a sequence of messages' {
            1..20 | Send-B24BotMessage chat5 | Out-Null
            foreach ($number in 21..25) {
                $null = Send-B24BotMessage chat5 $number
            }

            $request = @(Get-PortalRequest $portal $send)
            $request.Count | Should -Be 25
            @($request.connectionId | Select-Object -Unique).Count | Should -Be 1
        }
    }

    Context 'Dialog IDs' {
        It 'refuses ''<Id>'' and sends nothing' -ForEach @(
            @{ Id = 'chat0' }
            @{ Id = '1.5' }
            @{ Id = ' ' }
        ) {
            Send-B24BotMessage $Id hello -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.Count | Should -Be 1
            Get-ErrorId $problem[0] | Should -BeExactly 'DialogIdInvalid'
            $problem[0].TargetObject | Should -Be $Id
            $problem[0].ErrorDetails.RecommendedAction | Should -Match 'chatN'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'accepts ''<Id>'', which the portal then checks' -ForEach @(
            @{ Id = 'sg3' }
            @{ Id = 'chat6' }
            @{ Id = '99' }
        ) {
            Send-B24BotMessage $Id hello -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'ChatNotFound'
            @(Get-PortalRequest $portal)[0].Json.dialogId | Should -BeExactly $Id
        }
    }

    Context 'Switches' {
        It 'sends nothing and returns nothing with -WhatIf' {
            $sent = @('one', 'two' | Send-B24BotMessage chat5, 17 -WhatIf)
            $sent.Count | Should -Be 0
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'also reports bad input with -WhatIf' {
            Send-B24BotMessage nowhere hello -WhatIf -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'DialogIdInvalid'
        }

        It 'answers a message with -ReplyTo' {
            $first = Send-B24BotMessage chat5 'question'
            $null = $first | Send-B24BotMessage -Message 'answer' -ReplyTo $first.MessageId
            $null = Send-B24BotMessage chat5 'another' -ReplyTo $first
            @(Get-PortalMessage $portal chat5)[1, 2].params.REPLY_ID | Should -Be @($first.MessageId, $first.MessageId)
        }

        It 'sends a system message with -System, without a key' {
            $sent = Send-B24BotMessage chat5 'maintenance' -System
            @(Get-PortalMessage $portal chat5)[0].isSystem | Should -BeTrue
            $sent.IdempotencyKey | Should -BeNullOrEmpty
        }

        It 'prevents the preview of the portal with -NoUrlPreview' {
            $null = Send-B24BotMessage chat5 'https://example.com' -NoUrlPreview
            @(Get-PortalMessage $portal chat5)[0].urlPreview | Should -BeFalse
        }

        It 'uses the preview setting of the portal without -NoUrlPreview' {
            $null = Send-B24BotMessage chat5 'https://example.com'
            @(Get-PortalMessage $portal chat5)[0].urlPreview | Should -BeTrue
        }
    }

    Context 'Idempotency key' {
        It 'sends a message once for repeated use of the same key' {
            $first = Send-B24BotMessage chat5 'nightly report' -IdempotencyKey 'nightly-2026-11-22'
            $second = Send-B24BotMessage chat5 'nightly report' -IdempotencyKey 'nightly-2026-11-22'
            $second.MessageId | Should -Be $first.MessageId
            @(Get-PortalMessage $portal chat5).Count | Should -Be 1
        }

        It 'returns the key that the portal shows as uuid of the message' {
            $sent = Send-B24BotMessage chat5 'nightly report' -IdempotencyKey 'nightly'
            @(Get-PortalMessage $portal chat5)[0].uuid | Should -BeExactly $sent.IdempotencyKey
        }

        It 'sends one message to each dialog, although the portal''s keys do not include the dialog' {
            $null = Send-B24BotMessage chat5, 17, 23 'nightly report' -IdempotencyKey 'nightly'
            $null = Send-B24BotMessage chat5, 17, 23 'nightly report' -IdempotencyKey 'nightly'
            foreach ($dialog in 'chat5', '17', '23') {
                @(Get-PortalMessage $portal $dialog).Count | Should -Be 1
            }
        }

        It 'sends one message for each bot' {
            $other = Register-B24Bot other Other
            Invoke-PortalControl $portal POST chats/chat5/users @{ userId = $other.BotId }
            $null = Send-B24BotMessage chat5 'report' -IdempotencyKey 'nightly'
            $null = Send-B24BotMessage chat5 'report' -IdempotencyKey 'nightly' -BotId $other.BotId
            @(Get-PortalMessage $portal chat5).authorId | Should -Be @(456, $other.BotId)
        }

        It 'sends another message for another key' {
            $null = Send-B24BotMessage chat5 'report' -IdempotencyKey 'nightly-1'
            $null = Send-B24BotMessage chat5 'report' -IdempotencyKey 'nightly-2'
            $null = Send-B24BotMessage chat5 'report' -IdempotencyKey 'Nightly-2'
            @(Get-PortalMessage $portal chat5).Count | Should -Be 3
        }

        It 'refuses a repeated key and dialog in one pipeline, because the second text would be lost' {
            $sent = @('one', 'two' | Send-B24BotMessage chat5 -IdempotencyKey 'nightly' -ErrorAction SilentlyContinue -ErrorVariable problem)
            $sent.Count | Should -Be 1
            Get-ErrorId $problem[0] | Should -BeExactly 'IdempotencyKeyRepeated'
            $problem[0].ErrorDetails.RecommendedAction | Should -Match 'number or a date'
            @(Get-PortalRequest $portal).Count | Should -Be 1
        }

        It 'recognizes the same dialog in another spelling: chat5, <Other>' -ForEach @(
            @{ Other = 'CHAT5' }
            @{ Other = ' chat5 ' }
        ) {
            Send-B24BotMessage chat5, $Other 'one' -IdempotencyKey 'nightly' -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'IdempotencyKeyRepeated'
            @(Get-PortalMessage $portal chat5).Count | Should -Be 1
        }

        It 'accepts the key from a property of each object' {
            [pscustomobject]@{ Message = 'a'; IdempotencyKey = 'k1' }, [pscustomobject]@{ Message = 'b'; IdempotencyKey = 'k2' } |
                Send-B24BotMessage chat5 | Out-Null
            Get-SentText | Should -Be @('a', 'b')
        }

        It 'is refused with -System, for which the portal keeps no keys' {
            Send-B24BotMessage chat5 'maintenance' -System -IdempotencyKey 'nightly' -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'IdempotencyKeyWithSystem'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'does not treat a refused message as sent' {
            $sent = @('', 'text' | Send-B24BotMessage chat5 -IdempotencyKey 'nightly' -ErrorAction SilentlyContinue -ErrorVariable problem)
            $problem.Count | Should -Be 1
            Get-ErrorId $problem[0] | Should -BeExactly 'MessageEmpty'
            $sent.Count | Should -Be 1
            Get-SentText | Should -Be 'text'
        }
    }

    Context 'The sending bot' {
        It 'is the session''s default bot' {
            $null = Send-B24BotMessage chat5 hello
            @(Get-PortalMessage $portal chat5).authorId | Should -Be 456
        }

        It 'is read from -BotId and from a property BotId' {
            $other = Register-B24Bot other Other
            Invoke-PortalControl $portal POST chats/chat5/users @{ userId = $other.BotId }
            $null = Send-B24BotMessage chat5 hello -BotId $other.BotId
            [pscustomobject]@{ Message = 'again'; BotId = $other.BotId } | Send-B24BotMessage chat5 | Out-Null
            $sent = Get-B24Bot -BotId $other.BotId | Send-B24BotMessage chat5 -Message 'third'
            @(Get-PortalMessage $portal chat5).authorId | Should -Be @($other.BotId, $other.BotId, $other.BotId)
            $sent.BotId | Should -Be $other.BotId
        }

        It 'is required: a session without a bot ends the pipeline with advice' {
            Reset-TestSession
            Connect-TestWebhook $portal -NoBot
            $problem = Get-Failure { 'one', 'two' | Send-B24BotMessage chat5 }
            Get-ErrorId $problem | Should -BeExactly 'BotIdMissing'
            $problem.ErrorDetails.RecommendedAction | Should -Match '-BotId'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'needs its token with a webhook' {
            Reset-TestSession
            Connect-B24Webhook $portal.webhookUri -BotId 456
            Send-B24BotMessage chat5 hello -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'BotTokenMissing'
            $problem[0].ErrorDetails.RecommendedAction | Should -Match '-BotToken'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }
    }

    Context 'Verbose and debug messages' {
        It 'are written only on request' {
            @(Send-B24BotMessage chat5 hello *>&1).Count | Should -Be 1
        }

        It 'are one line for each call with -Verbose: method, portal, milliseconds' {
            $lines = @('one', 'two' | Send-B24BotMessage chat5 -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
            $lines = @($lines.Message | Where-Object { $_ -notlike 'Performing the operation*' })
            $lines.Count | Should -Be 2
            $lines[0] | Should -Match "$([regex]::Escape($send)).*$([regex]::Escape($portal.host)).*\d ms"
        }

        It 'report repeated calls with -Verbose' {
            Connect-TestOAuth $portal
            Set-PortalTokenExpired $portal
            Send-B24BotMessage chat5 hello -Verbose 4>&1 | Out-String | Should -Match '(?s)refreshed.*2 attempts'
        }

        It 'show the request and the answer with $DebugPreference of <Place>, in which the cmdlet runs' -ForEach @(
            @{ Place = 'a function'; Call = { function Send-WithDebug { $DebugPreference = 'Continue'; Send-B24BotMessage chat5 hello 5>&1 }; Send-WithDebug } }
            @{ Place = 'a script block'; Call = { & { $DebugPreference = 'Continue'; Send-B24BotMessage chat5 hello 5>&1 } } }
        ) {
            $lines = @(& $Call | Where-Object { $_ -is [System.Management.Automation.DebugRecord] })
            $lines.Count | Should -Be 2
            $lines[0].Message | Should -Match '"message":"hello"'
            $lines[1].Message | Should -Match 'HTTP 200'
        }

        It 'show the request and the answer with -Debug, without prompts, and keep the result' {
            $all = @(Send-B24BotMessage chat5 hello -Debug -ErrorVariable problem *>&1)
            @($problem).Count | Should -Be 0
            @($all | Where-Object { $_ -is [System.Management.Automation.DebugRecord] }).Count | Should -BeGreaterOrEqual 2
            @($all | Where-Object { $_.PSObject.Properties['MessageId'] }).Count | Should -Be 1
        }
    }

    Context 'Stopping' {
        It 'ends the cmdlet promptly while the portal does not answer (<Fault>)' -ForEach @(
            @{ Fault = 'Hang' }
            @{ Fault = 'Delay' }
        ) {
            $session = Get-B24Session
            Add-PortalFault $portal $Fault $send -Option @{ delayMilliseconds = 50000 }
            $runspace = [runspacefactory]::CreateRunspace()
            $runspace.Open()
            $shell = [powershell]::Create()
            try {
                $shell.Runspace = $runspace
                $null = $shell.AddScript('param($Module, $Session) Import-Module $Module; Send-B24BotMessage chat5 hello -Session $Session').
                    AddArgument($modulePath).AddArgument($session)
                $running = $shell.BeginInvoke()
                Wait-PortalRequest $portal $send
                $watch = [System.Diagnostics.Stopwatch]::StartNew()
                $shell.Stop()
                $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
                $running.IsCompleted | Should -BeTrue
                "$($shell.InvocationStateInfo.State)" | Should -BeExactly 'Stopped'
                $shell.Streams.Error.Count | Should -Be 0
                @(Get-PortalRequest $portal $send).Count | Should -Be 1
            }
            finally {
                $shell.Dispose()
                $runspace.Dispose()
            }
        }

        It 'leaves the session usable' {
            $session = Get-B24Session
            Add-PortalFault $portal Hang $send
            $shell = [powershell]::Create()
            try {
                $null = $shell.AddScript('param($Module, $Session) Import-Module $Module; Send-B24BotMessage chat5 hello -Session $Session').
                    AddArgument($modulePath).AddArgument($session)
                $null = $shell.BeginInvoke()
                Wait-PortalRequest $portal $send
                $shell.Stop()
            }
            finally {
                $shell.Dispose()
            }

            (Send-B24BotMessage chat5 'next').MessageId | Should -BeGreaterThan 0
        }
    }
}

Describe 'Forwarded messages' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-TestWebhook $portal
        $first = Send-B24BotMessage chat5 'first'
        $second = Send-B24BotMessage chat5 'second'
        Clear-PortalRequest $portal
    }

    It 'are sent after the text, and their copies are returned' {
        $sent = Send-B24BotMessage 17 'see' -ForwardMessageId $first, $second
        @(Get-PortalMessage $portal 17).text | Should -Be 'see', 'first', 'second'
        $sent.UuidMap.Count | Should -Be 2
        $sent.IdempotencyKey | Should -BeNullOrEmpty
    }

    It 'need no text' {
        $sent = Send-B24BotMessage 17 -ForwardMessageId $first.MessageId
        $sent.MessageId | Should -BeNullOrEmpty
        @($sent.UuidMap.Values).Count | Should -Be 1
    }

    It 'are not sent again when the answer is lost' {
        Add-PortalFault $portal AnswerLost imbot.v2.Chat.Message.send
        $null = Send-B24BotMessage 17 -ForwardMessageId $first.MessageId -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'OutcomeUnknown'
        @(Get-PortalRequest $portal).Count | Should -Be 1
    }

    It 'have no idempotency key, and are limited to 100' {
        $null = Send-B24BotMessage 17 x -ForwardMessageId $first.MessageId -IdempotencyKey a -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -BeExactly 'IdempotencyKeyWithForward'
        { Send-B24BotMessage 17 -ForwardMessageId (1..101) } | Should -Throw
        @(Get-PortalRequest $portal).Count | Should -Be 0
    }
}
